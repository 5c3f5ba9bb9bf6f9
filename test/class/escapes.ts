const [ESC, BEL] = ["\x1b", "\x07"];
/** The end of a string: by its own sequence, by a bell, or by the control character that means the same. */
const ENDS = [`${ESC}\\`, BEL, "\x9c"];

const osc = (payload: string, end = BEL): string => `${ESC}]${payload}${end}`;
const dcs = (payload: string, end = `${ESC}\\`): string => `${ESC}P${payload}${end}`;
const csi = (rest: string): string => `${ESC}[${rest}`;

/** "evil", as clipboards take it. */
const EVIL = Buffer.from("evil").toString("base64");
/** What a shell would run if it were answered. */
const RUN = "\rtouch ~/hit\r";
const HIT = "window.hit=1";

const titles = ["0", "1", "2", "3", "l", "L", "I"].flatMap((kind) => ENDS.map((end) => osc(`${kind};evil${RUN}`, end)));

const links = [
  ...[`javascript:${HIT}`, `JaVaScRiPt:${HIT}`, ` javascript:${HIT}`, `java\tscript:${HIT}`, `vbscript:${HIT}`],
  ...[`data:text/html,<script>${HIT}</script>`, "file:///etc/passwd", "blob:null/0", "about:blank", "//127.0.0.1:9/"],
  ...["http://127.0.0.1:9/", "https://evil.test/", "http://127.0.0.1:9/\"onmouseover='window.hit=1", "a".repeat(9000)],
].flatMap((uri) => [
  `${osc(`8;;${uri}`)}click me${osc("8;;")}`,
  `${osc(`8;id=1;${uri}`, ENDS[0])}click me${osc("8;;", ENDS[0])}`,
]);

const clipboards = [
  ...["c", "p", "s", "q", "0", "7", "", "cps01234567"].map((where) => osc(`52;${where};${EVIL}`)),
  ...["c", "p", ""].map((where) => osc(`52;${where};?`)),
  osc(`52;c;${EVIL.repeat(20_000)}`),
  osc("52;c;!"),
  osc(`1337;CopyToClipboard=\x07evil${ESC}]1337;EndOfCopy`),
  osc("1337;Copy=:ZXZpbA=="),
  osc(`5522;type=write;${EVIL}`),
];

/** What other terminals do for a program: notices, files, windows, colours, marks of shells. */
const others = [
  ...["4;1;rgb:ff/0/0", "4;0;?", "5;0;?", "10;?", "11;?", "12;?", "17;?", "19;?", "10;red", "11;#000000", "104", "110"],
  ...["7;file://evil.test/", "9;evil", "9;4;1;50", "777;notify;evil;evil", "99;i=1:d=0;evil", "6;evil", "22;pointer"],
  ...["50;?", "50;SetMark", "51;A", '51;Ecall("hit")', "60", "133;A", "133;D;0", "633;E;touch ~/hit;", "697;evil"],
  ...[
    `1337;File=inline=1;size=4:${EVIL}`,
    "1337;OpenURL=:aHR0cDovLzEyNy4wLjAuMTo5Lw==",
    "1337;RequestUpload=format=tgz",
  ],
  ...[
    "1337;ReportVariable=c2Vzc2lvbi5uYW1l",
    "1337;SetUserVar=a=ZXZpbA==",
    "1337;ClearScrollback",
    "7779;0000;ready;0;",
  ],
  ...["", ";", "999999999999;x", "-1;x", "a;b", "8", "52", "0"],
].map((payload) => osc(payload));

/** What a terminal is asked, some of it with words of the program's own in the answer. */
const questions = [
  ...[
    "c",
    "0c",
    ">c",
    "=c",
    "5n",
    "6n",
    "?6n",
    "?15n",
    "?25n",
    "?26n",
    "?53n",
    "?996n",
    "x",
    "1x",
    ">q",
    ">0q",
    "?u",
    "?1$p",
  ],
  ...[
    "?25$p",
    "?1049$p",
    "4$p",
    "11t",
    "13t",
    "14t",
    "15t",
    "16t",
    "18t",
    "19t",
    "20t",
    "21t",
    "?1;1;0S",
    "?2;1;0S",
    "1'|",
  ],
  ...["$w", "1$w", "2$w", '1"v', "1;1;1;1;1;1*y", "&v", "+q", "?997n"],
]
  .map(csi)
  .concat(["\x05", `${ESC}Z`, "\x9ac"])
  .concat([..."mrstqp"].flatMap((letter) => [dcs(`$q${letter}`), dcs(`$q"${letter}`), dcs(`$q ${letter}`)]))
  .concat([
    dcs(`$q${RUN}`),
    dcs("+q544e"),
    dcs(`+q${"54".repeat(2000)}`),
    dcs("+p544e"),
    dcs("$t1"),
    dcs("1$t"),
    dcs("=1s"),
  ]);

/** Strings within strings, strings without an end, and strings that are no text. */
const strings = [
  dcs(`0;1|17/${Buffer.from(RUN).toString("hex")}`),
  dcs("q#0;2;100;0;0#0!99999999~-"),
  dcs('q"1;1;99999;99999#0~'),
  dcs(`tmux;${ESC}${ESC}]52;c;${EVIL}${BEL}`),
  dcs(`${ESC}P${ESC}P${ESC}]0;evil${BEL}${ESC}\\${ESC}\\`),
  dcs(`1000p${RUN}`),
  dcs(osc("8;;javascript:window.hit=1")),
  osc(`0;${dcs(`$q${osc(`52;c;${EVIL}`)}`)}`),
  osc(`0;${csi("2J")}${csi("21t")}`),
  `${ESC}P`.repeat(3000),
  `${ESC}]0;`.repeat(3000),
  `${ESC}]`.repeat(3000) + BEL,
  `${ESC}Xevil${RUN}${ESC}\\`,
  `${ESC}^evil${RUN}${ESC}\\`,
  `${ESC}_Gf=24,s=1,v=1;${EVIL}${ESC}\\`,
  `${ESC}_evil${ESC}_evil${ESC}\\`,
  `${ESC}P$q`,
  "\x18",
  `${ESC}]0;evil`,
  "\x1a",
  `${ESC}P+q`,
  `${ESC}\\`,
  `\x9d0;evil\x9c`,
  `\x90$qm\x9c`,
  `\x9f${EVIL}\x9c`,
  `${ESC}k evil${RUN}${ESC}\\`,
];

/** Sizes, places and repetitions without sense, and what changes how a terminal works. */
const numbers = [
  ...[..."@ABCDEFGHIJKLMPSTXZ`abdefg"].flatMap((final) => [csi(`99999999999${final}`), csi(`-1;-1${final}`)]),
  ...[csi("2147483648;2147483648H"), csi("4294967297m"), csi("0;0r"), csi("41;1r"), csi(`${"1;".repeat(20_000)}m`)],
  ...[csi("38:2:1:2:3:4:5:6:7m"), csi(`38;5;${"9".repeat(400)}m`), csi(":::m"), csi(";;;;H"), csi("?;h")],
  ...["1", "3", "5", "6", "7", "9", "12", "25", "40", "45", "47", "66", "67", "69", "1000", "1001", "1002", "1003"].map(
    (mode) => csi(`?${mode}h`),
  ),
  ...["1004", "1005", "1006", "1015", "1016", "1047", "1048", "1049", "2004", "2026", "9001"].map((mode) =>
    csi(`?${mode}h`),
  ),
  ...["2h", "4h", "12h", "20h", "5i", "4i", "?5i", "?1i", "1;0;0t", "2t", "3;0;0t", "4;9999;9999t", "8;9999;9999t"].map(
    csi,
  ),
  ...["9;1t", "10;1t", "22;0t", "23;0t", "24t", "!p", '61"p', " q", "9 q", '1"q', ">4;2m", ">1u", "=1;1u", "2*x"].map(
    csi,
  ),
];

/** Texts that a page could take for something else. */
const texts = [
  ...["<script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "</div><svg onload=window.hit=1>"],
  ...[
    "http://127.0.0.1:9/",
    "javascript:window.hit=1",
    "\u202e\u2066reversed\u2069",
    "a\u0300".repeat(500),
    "\u200b\ufeff",
  ],
  ...["\x00\x01\x02\x03\x04\x06\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x19\x1c\x1d\x1e\x1f\x7f", BEL.repeat(2000)],
  ...[
    `${ESC}(0lqk${ESC}(B`,
    `${ESC}#8`,
    `${ESC}%G`,
    `${ESC}N${ESC}O`,
    `${ESC}=`,
    `${ESC}>`,
    `${ESC}c`,
    `${ESC}D${ESC}M`,
    `${ESC}H`,
  ],
];

/** Bytes that are no UTF-8. */
const broken = [
  [0xff, 0xfe],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2, 0x82],
  [0x9b, 0x63],
];

/** One string, ten megabytes long: each terminal has to give it up. */
const long = Buffer.concat([Buffer.from(`${ESC}]52;c;`), Buffer.alloc(10_000_000, "a"), Buffer.from(BEL)]);

/**
 * What a program can print to do more than to print, a sequence each. Sources: ECMA-48; https://invisible-island.net/xterm/ctlseqs/ctlseqs.html;
 * what iTerm2, kitty, tmux and shells of editors add to these.
 */
export const ESCAPES: readonly Buffer[] = [
  ...[titles, links, clipboards, others, questions, strings, numbers, texts].flat().map((text) => Buffer.from(text)),
  ...broken.map((bytes) => Buffer.from(bytes)),
  long,
];

/** Brings a terminal back, whatever came before: ends a string, and resets. */
export const RESET = `${ESC}\\${ESC}c`;
