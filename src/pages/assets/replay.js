// A replay: the terminal, the list of its commands, and the buttons. The page loads this with the player, when a reader asks for it.
{
  /** Pixels: in a place that is narrower, the letters of a whole terminal would be too small to read. */
  const NARROW = 640;
  /** Seconds: a time that is this near to the beginning of a command is that time. */
  const NEAR = 0.001;
  /** Milliseconds between two looks at the player's time. */
  const LOOKS = 200;

  /** The replay that is open: there is one at a time. */
  let opened;

  /** The commands of a recording: their steps, what was typed, and the seconds at which the typing begins. */
  function commandsOf([, ...events]) {
    let time = 0;
    return events.flatMap(([wait, kind, mark]) => {
      time += wait;
      const [step, ...typed] = mark.split(" ");
      return kind === "m" ? [{ time, step, typed: typed.join(" ") }] : [];
    });
  }

  /**
   * Plays a recording in `root`, a new element of the page.
   *
   * @param recording asciicast v3, as values; its marks are the commands
   * @param step the step whose command is played alone; without one, all are, from the first
   * @param events `closed` is called when the reader closes it, `failed` with the reason when it cannot be played
   */
  globalThis.openReplay = (root, recording, step, { closed, failed }) => {
    opened?.();
    const [screen, list, toggle, halt, full] = ["player", "commands", "toggle", "halt", "full"].map((name) =>
      root.querySelector(`.${name}`),
    );
    const commands = commandsOf(recording);
    // Without motion, nothing is typed: each command is shown with its output.
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const narrow = root.clientWidth < NARROW;
    root.classList.toggle("narrow", narrow);
    halt.checked = step !== undefined;
    halt.closest("label").hidden = still;
    full.hidden = !document.fullscreenEnabled;

    const [{ term }] = recording;
    const player = globalThis.AsciinemaPlayer.create({ data: recording }, screen, {
      ...term,
      controls: narrow ? false : "auto",
      cursorMode: still ? "steady" : "blinking",
      fit: narrow ? "none" : "width",
      pauseOnMarkers: true,
      terminalFontSize: "0.75rem",
      theme: "labnote",
    });
    const { el: terminal } = player;
    terminal.tabIndex = 0;
    terminal.role = "group";
    terminal.setAttribute("aria-label", root.getAttribute("aria-label"));
    // What it shows, and its own words, are not in the page's language.
    terminal.firstElementChild.lang = "en";
    terminal.firstElementChild.translate = false;

    const [pattern] = list.children;
    const buttons = commands.map(({ step, typed }) => {
      const item = pattern.cloneNode(true);
      item.value = step;
      item.querySelector("code").textContent = typed;
      list.append(item);
      const button = item.querySelector("button");
      button.title = typed;
      return button;
    });
    pattern.remove();

    /** The place in the list of the command that is typed next. */
    function upcoming() {
      const now = player.getCurrentTime() ?? 0;
      const next = commands.findIndex(({ time }) => time > now - NEAR);
      return next === -1 ? commands.length : next;
    }

    let current;
    function markCurrent() {
      const next = buttons[upcoming() - 1];
      if (next === current) return;
      current?.removeAttribute("aria-current");
      next?.setAttribute("aria-current", "step");
      current = next;
      if (next === undefined) return;
      const [box, item] = [list.getBoundingClientRect(), next.getBoundingClientRect()];
      list.scrollTop += (item.top + item.bottom - box.top - box.bottom) / 2;
    }
    const looks = setInterval(markCurrent, LOOKS);

    function dispose() {
      clearInterval(looks);
      player.dispose();
      root.remove();
      opened = undefined;
    }
    opened = dispose;
    const close = () => {
      dispose();
      closed();
    };
    const fail = (error) => {
      if (opened !== dispose) return;
      close();
      failed(error);
    };

    /** Types the command with that number in the list. */
    async function go(index) {
      const after = still ? index + 1 : index;
      await player.seek(after < commands.length ? { marker: after } : "100%");
      if (!still && index < commands.length) await player.play();
      markCurrent();
    }
    const next = () => go(upcoming()).catch(fail);
    const back = () => go(Math.max(upcoming() - 2, 0)).catch(fail);

    player.addEventListener("error", fail);
    player.addEventListener("marker", () => {
      if (!halt.checked) player.play().catch(fail);
    });
    const [play, pause] = [toggle.textContent, toggle.dataset.pause];
    let plays = false;
    const shows = (playing) => () => {
      plays = playing;
      toggle.textContent = playing ? pause : play;
    };
    player.addEventListener("playing", shows(true));
    for (const event of ["pause", "ended"]) player.addEventListener(event, shows(false));

    toggle.addEventListener("click", () => (plays ? player.pause() : player.play()).catch(fail));
    root.querySelector(".next").addEventListener("click", next);
    root.querySelector(".close").addEventListener("click", close);
    full.addEventListener("click", () => {
      terminal.requestFullscreen().catch(console.error);
      terminal.focus();
    });
    list.addEventListener("click", ({ target, detail }) => {
      const index = buttons.indexOf(target.closest("button"));
      if (index === -1) return;
      go(index).catch(fail);
      // After a click, the next key is for the player. Who walks the list with keys stays there.
      if (detail > 0) terminal.focus({ preventScroll: true });
    });
    root.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const onScreen = document.fullscreenElement !== null;
      const actions = {
        " ": next,
        // A remote control for slides sends these.
        PageDown: onScreen && next,
        PageUp: onScreen && back,
        Escape: !onScreen && close,
        // The player's own list of keys is in English, and says something else of the space bar.
        "?": () => {},
      };
      // A button or a box takes the space bar itself.
      if (!actions[key] || (key === " " && target.closest("button, input"))) return;
      event.preventDefault();
      event.stopPropagation();
      actions[key]();
    });

    const first = commands.findLastIndex((command) => command.step === step);
    (commands.length > 0 || still ? go(Math.max(first, 0)) : player.play()).catch(fail);
    terminal.focus({ preventScroll: true });
    // Of a terminal that is higher than its place, the end is in sight: it has the prompt, and the buttons below it.
    player.addEventListener("ready", () =>
      requestAnimationFrame(() =>
        screen.scrollIntoView({ block: screen.offsetHeight > 0.75 * innerHeight ? "end" : "nearest" }),
      ),
    );
  };
}
