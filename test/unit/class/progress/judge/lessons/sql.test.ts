import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("sql");

const right: readonly Row[] = [
  { at: "1:2", typed: "cat shop.sql | sqlite3 shop.db", means: "done 2" },
  { at: "1:2", typed: "sqlite3 shop.db < shop.sql && ls *.db", output: "shop.db", means: "done 2, done 3" },
  { at: "1:2", typed: "sqlite3 -batch shop.db < shop.sql", means: "nothing" },
  { at: "1:3", typed: "ls ./*.db", output: "./shop.db", means: "done 3" },
  { at: "1:4", typed: "sqlite3 shop.db '.tables'", output: "fruit", means: "done 4" },
  {
    at: "1:5",
    typed: 'sqlite3 shop.db "select * from fruit;"',
    output: "apple|3|10\npear|2|0\nplum|4|7",
    means: "done 5",
  },
  {
    at: "1:6",
    typed: 'sqlite3 shop.db "SELECT name FROM fruit WHERE stock>5 ORDER BY name;"',
    output: "apple\nplum",
    means: "done 6",
  },
  {
    at: "1:6",
    typed: 'sqlite3 shop.db "SELECT name\nFROM fruit\nWHERE stock > 5\nORDER BY name;"',
    output: "apple\nplum",
    means: "done 6",
  },
  {
    at: "1:7",
    typed: 'sqlite3 -header -column shop.db "SELECT name,price FROM fruit"',
    output: "name   price\n-----  -----\napple  3\npear   2\nplum   4",
    means: "done 7",
  },
  { at: "1:8", typed: "sqlite3 shop.db \"update fruit set price = price + 1 where name = 'pear';\"", means: "done 8" },
  { at: "1:8", typed: "sqlite3 shop.db \"UPDATE fruit SET price=price+1 WHERE name='pear';\"", means: "done 8" },
  { at: "1:8", typed: "sqlite3 shop.db \"UPDATE fruit SET price = 3 WHERE name = 'pear';\"", means: "nothing" },
  { at: "1:10", typed: "sqlite3 shop.db \"INSERT INTO fruit VALUES('fig',6,1);\"", means: "done 10" },
  { at: "1:12", typed: 'sqlite3 shop.db "delete from fruit where stock=0;"', means: "done 12" },
  {
    at: "1:14",
    typed: 'sqlite3 -csv shop.db "select * from fruit order by price desc;" > fruit.csv',
    means: "done 14",
  },
  { at: "1:18", typed: "grep INSERT backup.sql | wc -l", output: "3", means: "done 18" },
  { at: "1:20", typed: 'sqlite3 copy.db "SELECT COUNT(*) FROM fruit;"', output: "3", means: "done 20" },
];

const wrong: readonly Row[] = [
  {
    at: "1:2",
    typed: "sqlit3 shop.db < shop.sql",
    output: "bash: sqlit3: command not found",
    exit: 127,
    means: "differs 2: otherWord sqlit3 | sqlite3",
  },
  {
    at: "1:2",
    typed: "sqlite3 shop.db < shop.sq",
    output: "bash: shop.sq: No such file or directory",
    exit: 1,
    means: "differs 2: otherWord <shop.sq | <shop.sql",
  },
  {
    at: "1:5",
    typed: 'sqlite3 shop.db "SELECT * FROM fruti;"',
    output: "Error: in prepare, no such table: fruti",
    exit: 1,
    means: "differs 5: otherWord fruti; | fruit;",
  },
  {
    at: "1:5",
    typed: 'sqlite3 shop.db "SELCT * FROM fruit;"',
    output: 'Error: in prepare, near "SELCT": syntax error\n  SELCT * FROM fruit;\n  ^--- error here',
    exit: 1,
    means: "differs 5: otherWord SELCT | SELECT",
  },
  {
    at: "1:6",
    typed: 'sqlite3 shop.db "SELECT name FROM fruit WHERE stock > 50 ORDER BY name;"',
    means: "differs 6: otherWord 50 | 5",
  },
  {
    at: "1:8",
    typed: "sqlite3 shop.db \"UPDATE fruit SET price = price + 1 WHERE name = 'plum';\"",
    means: "differs 8: otherWord 'plum'; | 'pear';",
  },
  { at: "1:10", typed: "sqlite3 shop.db \"INSERT INTO fruit VALUES ('Fig', 6, 1);\"", means: "nothing" },
  { at: "1:12", typed: 'sqlite3 shop.db "DELETE FROM fruit;"', means: "nothing" },
  { at: "1:17", typed: "sqlite3 shop.db .dump > bakcup.sql", means: "differs 17: otherWord >bakcup.sql | >backup.sql" },
];

const free: readonly Row[] = [
  {
    at: "1:5",
    typed: "sqlite3 shop.db .schema",
    output: "CREATE TABLE fruit(name TEXT, price INTEGER, stock INTEGER);",
    means: "nothing",
  },
  { at: "1:15", typed: "cat fruit.csv", output: "fig,6,1\nplum,4,7\napple,3,10", means: "nothing" },
];

testRows(note, [...right, ...wrong, ...free]);
