import { WebSocket } from "ws";
import { decodeFrame, encodeFrame, FRAME_KIND } from "../../src/class/messages/frames.ts";
import {
  type FromStudent,
  type FromTeacher,
  type HostView,
  type Role,
  type StepView,
  TEACHERS,
  type ToStudent,
  type ToTeacher,
} from "../../src/class/messages/messages.ts";
import { BotScreen } from "./bot-screen.ts";
import { cookieOf, type Origin, versionOf } from "./door.ts";

/** What a page of a role says, and what the server tells it. */
interface Talk {
  student: { says: FromStudent; told: ToStudent };
  teacher: { says: FromTeacher; told: ToTeacher };
}

type Welcome<As extends Role> = Extract<Talk[As]["told"], { type: "welcome" }>;
type Told<As extends Role, Type> = Extract<Talk[As]["told"], { type: Type }>;

/** Milliseconds; a busy machine takes many times what an idle one does. */
const PATIENCE = 45_000;

/** What is drawn of a prompt comes a moment behind the message that there is one. */
const PROMPT = /[$#] $/;

/** So many messages are kept. */
const KEPT = 5000;

/** A page of the class without a browser: one socket, a terminal for each that the server shows, and what the server has told. */
export class Bot<As extends Role = "student"> implements AsyncDisposable {
  readonly origin: Origin;
  readonly cookie: string;
  readonly role: As;
  readonly screens = new Map<number, BotScreen>();
  /** The last messages. */
  readonly told: Talk[As]["told"][] = [];
  welcome: Welcome<As> | undefined;
  /** Of a student's page. */
  steps: Readonly<Record<string, StepView>> = {};
  host: HostView = "connecting";
  /** Whether what the emulators answer to programs is sent, as a page does. */
  answers = true;
  /** Gets each frame of bytes as it comes. */
  onBytes: (bytes: Uint8Array) => void = () => {};
  /** Gets what an emulator would answer to a program. */
  onAnswer: (keys: string) => void = () => {};
  /** Bytes of text frames that came. */
  textBytes = 0;
  /** With which status the socket was closed; `undefined` while it is open. */
  closed: { code: number } | undefined;
  #socket: WebSocket | undefined;
  #version: string | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(origin: Origin, cookie: string, role: As) {
    this.origin = origin;
    this.cookie = cookie;
    this.role = role;
  }

  /** Enters by a link, and waits until the page has begun. */
  static async enter(link: string, name?: string): Promise<Bot> {
    const bot = new Bot(new URL(link).origin, await cookieOf(link, name), "student");
    await bot.connect();
    return bot;
  }

  static async teach(link: string): Promise<Bot<"teacher">> {
    const bot = new Bot(new URL(link).origin, await cookieOf(link), "teacher");
    await bot.connect();
    return bot;
  }

  /** Opens the line, and tells the server what the page has of each terminal. */
  async connect(): Promise<void> {
    const socket = this.open();
    const opened = Promise.withResolvers<void>();
    socket.once("open", opened.resolve);
    socket.once("error", opened.reject);
    await opened.promise;
    this.welcome = undefined;
    for (const screen of this.screens.values()) screen.attach();
    await this.hello();
    await this.until("the server welcomes", () => this.welcome !== undefined);
  }

  /** Says what a page says first. */
  async hello(): Promise<void> {
    // A page is loaded once.
    this.#version ??= await versionOf(this.origin, this.cookie, this.role);
    const there = [...this.screens].filter(([, { view }]) => view.phase !== "closed");
    const have = Object.fromEntries(there.map(([terminal, { sequence }]) => [terminal, sequence]));
    this.say({ type: "hello", version: this.#version, have });
  }

  /** A socket that says nothing yet. */
  open(): WebSocket {
    const path = this.role === "teacher" ? "/line?board" : "/line";
    const socket = new WebSocket(`${this.origin.replace(/^http/, "ws")}${path}`, {
      ...{ origin: this.origin, headers: { cookie: this.cookie }, perMessageDeflate: false },
    });
    this.#socket = socket;
    this.closed = undefined;
    socket.on("message", (data, binary) => {
      if (this.#socket !== socket) return;
      const bytes = data as Buffer;
      if (binary) this.#frame(bytes);
      else this.#message(bytes);
      this.#notify();
    });
    socket.on("close", (code) => {
      if (this.#socket !== socket) return;
      this.closed = { code };
      this.#notify();
    });
    socket.on("error", () => this.#notify());
    return socket;
  }

  get socket(): WebSocket {
    if (this.#socket === undefined) throw new Error("the bot has no socket");
    return this.#socket;
  }

  say(message: Talk[As]["says"]): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Presses keys. */
  keys(terminal: number, keys: string | Uint8Array): void {
    const bytes = Buffer.from(keys);
    this.socket.send(encodeFrame({ kind: FRAME_KIND.keys, terminal, sequence: 0, bytes }));
  }

  screen(terminal: number): BotScreen {
    const screen = this.screens.get(terminal);
    if (screen === undefined) throw new Error(`the page shows no terminal ${terminal}`);
    return screen;
  }

  /** The messages of a type that came since that many messages. */
  all<Type extends Talk[As]["told"]["type"]>(type: Type, since = 0): Told<As, Type>[] {
    return this.told.slice(since).filter((each): each is Told<As, Type> => each.type === type);
  }

  /** Resolves when this holds; it is asked again whenever something comes, and is drawn. */
  async until(what: string, holds: () => boolean, limit = PATIENCE): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, limit);
    try {
      for (let over = false; !holds(); ) {
        if (over) throw new Error(`waited ${limit} ms in vain until ${what}\n${this.evidence}`);
        over = await Promise.race([this.#changed.promise.then(() => false), late.promise.then(() => true)]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves when a terminal's shell waits for a command, and shows that. */
  async prompt(terminal = 1, limit = PATIENCE): Promise<void> {
    const rests = () => {
      const screen = this.screens.get(terminal);
      return screen?.drawn === true && screen.view.phase === "prompt" && PROMPT.test(screen.typed);
    };
    await this.until(`terminal ${terminal} waits for a command`, rests, limit);
  }

  /** Resolves when a terminal shows this in one of its lines. */
  async shows(text: string, terminal = 1, limit = PATIENCE): Promise<void> {
    // To read all lines takes a while, so that is not done between what comes at once.
    const seen = () => {
      const screen = this.screens.get(terminal);
      return screen?.drawn === true && screen.lines.some((line) => line.includes(text));
    };
    await this.until(`terminal ${terminal} shows ${JSON.stringify(text)}`, seen, limit);
  }

  /** What the page shows, for people. */
  get evidence(): string {
    const screens = [...this.screens].map(([terminal, { view, rows }]) =>
      [`-- terminal ${terminal} (${view.phase}, ${view.folder}):`, ...rows.filter((row) => row !== "")].join("\n"),
    );
    const last = this.told.slice(-5).map((each) => JSON.stringify(each).slice(0, 400));
    return [`host ${this.host}, closed ${this.closed?.code ?? "no"}`, ...screens, ...last].join("\n");
  }

  /** Cuts the line, as a network does that goes away. */
  cut(): void {
    this.#socket?.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    for (const screen of this.screens.values()) screen.dispose();
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    const gone = new Promise((resolve) => socket.once("close", resolve));
    socket.terminate();
    await gone;
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  #frame(bytes: Buffer): void {
    const frame = decodeFrame(bytes);
    if (frame === undefined || frame.kind === FRAME_KIND.keys) throw new Error("the server sent a frame that is none");
    const { terminal } = frame;
    this.onBytes(frame.bytes);
    this.#screen(terminal, { terminal, phase: "starting", folder: null }).show(frame);
  }

  #screen(terminal: number, view: BotScreen["view"]): BotScreen {
    const known = this.screens.get(terminal);
    if (known !== undefined) return known;
    const drawn = (bytes: number) => {
      if (this.#socket?.readyState === WebSocket.OPEN) this.say({ type: "ack", terminal, bytes });
      this.#notify();
    };
    const answers = (keys: string) => {
      this.onAnswer(keys);
      if (this.answers && this.#socket?.readyState === WebSocket.OPEN) this.keys(terminal, keys);
    };
    const screen = new BotScreen(view, drawn, answers);
    this.screens.set(terminal, screen);
    return screen;
  }

  #close(terminal: number): void {
    this.screens.get(terminal)?.dispose();
    this.screens.delete(terminal);
  }

  #view(view: BotScreen["view"]): void {
    const screen = this.#screen(view.terminal, view);
    // Another shell begins.
    if (view.phase === "starting") screen.clear();
    screen.view = view;
  }

  #message(bytes: Buffer): void {
    this.textBytes += bytes.length;
    const message = JSON.parse(bytes.toString()) as Talk[As]["told"];
    this.told.push(message);
    if (this.told.length > KEPT) this.told.shift();
    if (message.type === "welcome") this.welcome = message as Welcome<As>;
    if (message.type === "welcome" && message.role === "student") {
      this.steps = message.steps;
      this.host = message.host;
      const open = new Set(message.terminals.map(({ terminal }) => terminal));
      if (message.shown.on) open.add(TEACHERS);
      for (const terminal of this.screens.keys()) if (!open.has(terminal)) this.#close(terminal);
      for (const view of message.terminals) this.#view(view);
    } else if (message.type === "steps") this.steps = { ...this.steps, ...message.steps };
    else if (message.type === "terminal") this.#view(message);
    else if (message.type === "host") this.host = message.host;
    else if (message.type === "own" && message.terminal !== null)
      this.#view({ ...message.terminal, terminal: TEACHERS });
    else if (message.type === "shown" && this.role === "student" && !message.on) this.#close(TEACHERS);
    else if (message.type === "watching" && message.terminal !== null) this.#view(message.terminal);
  }
}
