import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("stack");

const rows: readonly Row[] = [
  {
    at: "1:3",
    typed: "docker network create --driver bridge todo_net",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 3: otherWord todo_net | todo-net",
  },
  {
    at: "1:3",
    typed: "docker network create --driver bridge",
    output:
      "\"docker network create\" requires exactly 1 argument.\nSee 'docker network create --help'.\n\nUsage:  docker network create [OPTIONS] NETWORK\n\nCreate a network",
    exit: 1,
    means: "differs 3: noWord todo-net",
  },
  {
    at: "1:4",
    typed: "docker volume ls --filter name=todo-net",
    output: "DRIVER    VOLUME NAME",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker network ls --filter todo-net",
    output:
      'invalid argument "todo-net" for "-f, --filter" flag: bad format of filter (expected name=value)\nSee \'docker network ls --help\'.',
    exit: 125,
    means: "differs 4: otherWord todo-net | name=todo-net",
  },
  {
    at: "1:5",
    typed: "docker volume create tododata",
    output: "tododata",
    exit: 0,
    means: "differs 5: otherWord tododata | todo-data",
  },
  {
    at: "1:5",
    typed: "docker volume create --opt type=tmpfs --opt device=tmpfs todo-data",
    output: "todo-data",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:6",
    typed:
      "docker run -d --name db --network todo_net --env-file db.env -v todo-data:/var/lib/postgresql/data --health-cmd 'pg_isready -U todo' --health-interval 5s postgres:16",
    output:
      "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\ndocker: Error response from daemon: network todo_net not found.",
    exit: 125,
    means: "differs 6: otherWord todo_net | todo-net",
  },
  {
    at: "1:6",
    typed:
      "docker run -d --name db --network todo-net -v todo-data:/var/lib/postgresql/data --health-cmd 'pg_isready -U todo' --health-interval 5s postgres:16",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 6: noWord --env-file; noWord db.env",
  },
  {
    at: "1:6",
    typed:
      "docker run -d --name db --network todo-net --env-file db.env -v todo_data:/var/lib/postgresql/data --health-cmd 'pg_isready -U todo' --health-interval 5s postgres:16",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 6: otherWord todo_data:/var/lib/postgresql/data | todo-data:/var/lib/postgresql/data",
  },
  {
    at: "1:6",
    typed:
      "docker run -d --name db --network todo-net --env-file db.env -v todo-data:/var/lib/postgresql/data --health-cmd 'pg_isready -U todo' --health-interval 5s postgres:15",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 6: otherWord postgres:15 | postgres:16",
  },
  {
    at: "1:6",
    typed:
      "docker run -d --name db --network todo-net --env-file db.env -v todo-data:/var/lib/postgresql/data --health-interval 5s postgres:16",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 6: noWord --health-cmd; noWord pg_isready -U todo",
  },
  {
    at: "1:6",
    typed:
      "docker run -d --name db --network todo-net -e POSTGRES_PASSWORD=secret -v todo-data:/var/lib/postgresql/data --health-cmd 'pg_isready -U todo' --health-interval 5s postgres:16",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:7",
    typed: "docker inspect -f '{{.State.Health.Status}}' web",
    output: "Error: No such object: web",
    exit: 1,
    means: "differs 7: otherWord web | db",
  },
  { at: "1:7", typed: "docker inspect -f '{{.State.Status}}' db", output: "running", exit: 0, means: "nothing" },
  {
    at: "1:8",
    typed: "docker run -d --name cache --network todo-net redis:6 redis-server --appendonly yes",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 8: otherWord redis:6 | redis:7",
  },
  {
    at: "1:8",
    typed: "docker run -d --name cache --network todo-net redis:7 redis-server --appendonly no",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 8: otherWord no | yes",
  },
  {
    at: "1:8",
    typed: "docker run -d --name cache --network bridge redis:7 redis-server --appendonly yes",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 8: otherWord bridge | todo-net",
  },
  {
    at: "1:8",
    typed: "docker run -d --name cache --network todo-net redis:7 redis-server --appendonly yes --port 6380",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:9",
    typed: 'docker run -d --name web --network todo-net -p 80:8080 -v "$PWD/html:/usr/share/nginx/html:ro" nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 9: otherWord 80:8080 | 8080:80",
  },
  {
    at: "1:9",
    typed:
      'docker run -d --name web --network todo-net -p 127.0.0.1:8080:80 -v "$PWD/html:/usr/share/nginx/html:ro" nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:9",
    typed: 'docker run -d --name web --network todo-net -p 8080:80 -v "$PWD/htm:/usr/share/nginx/html:ro" nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 9: otherWord $PWD/htm:/usr/share/nginx/html:ro | $PWD/html:/usr/share/nginx/html:ro",
  },
  {
    at: "1:9",
    typed: 'docker run -d --name web -p 8080:80 -v "$PWD/html:/usr/share/nginx/html:ro" nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    exit: 0,
    means: "differs 9: noWord --network; noWord todo-net",
  },
  {
    at: "1:10",
    typed: "docker ps --format '{.Names}: {.Image}'",
    output: "{.Names}: {.Image}\n{.Names}: {.Image}\n{.Names}: {.Image}",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:10",
    typed: "printf 'web: nginx:1.27\\ncache: redis:7\\ndb: postgres:16\\n'",
    output: "web: nginx:1.27\ncache: redis:7\ndb: postgres:16",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:11",
    typed: "curl -s localhost:8080/todo",
    output:
      "<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n<hr><center>nginx/1.27.5</center>\n</body>\n</html>",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:11",
    typed: "curl -s localhost:8080",
    output:
      "<html>\n<head><title>403 Forbidden</title></head>\n<body>\n<center><h1>403 Forbidden</h1></center>\n<hr><center>nginx/1.27.5</center>\n</body>\n</html>",
    exit: 0,
    means: "differs 11: otherLine <html> | <h1>todo</h1>",
  },
  {
    at: "1:11",
    typed: "crul -s localhost:8080",
    output: "bash: crul: command not found",
    exit: 127,
    means: "differs 11: otherWord crul | curl",
  },
  {
    at: "1:11",
    typed: "curl -s localhost:8081 || cat html/index.html",
    output: "<h1>todo</h1>",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:12",
    typed: "docker exec db redis-cli ping",
    output:
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "redis-cli": executable file not found in $PATH: unknown',
    exit: 127,
    means: "differs 12: otherWord db | cache",
  },
  {
    at: "1:12",
    typed: "docker exec cache ping",
    output:
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "ping": executable file not found in $PATH: unknown',
    exit: 127,
    means: "differs 12: noWord redis-cli",
  },
  { at: "1:12", typed: "docker exec cache echo PONG", output: "PONG", exit: 0, means: "nothing" },
  {
    at: "1:12",
    typed: "docker exec cache2 redis-cli ping",
    output: "PONG",
    exit: 0,
    means: "differs 12: otherWord cache2 | cache",
  },
  {
    at: "1:12",
    typed: "docker exec cach redis-cli ping 2>/dev/null || echo PONG",
    output: "PONG",
    exit: 0,
    means: "nothing",
  },
  { at: "1:13", typed: "docker exec cache redis-cli select 0", output: "OK", exit: 0, means: "nothing" },
  {
    at: "1:13",
    typed: "docker exec cache redis-cli set visits10",
    output: "ERR wrong number of arguments for 'set' command\n",
    exit: 0,
    means: "nothing",
  },
  { at: "1:14", typed: "docker exec cache redis-cli incrby visits 10", output: "20", exit: 0, means: "nothing" },
  {
    at: "1:14",
    typed: "docker exec cache redis-cli incr visits",
    output: "1",
    exit: 0,
    without: [13],
    means: "differs 14: otherLine 1 | 11; first docker exec cache redis-cli set visits 10",
  },
  {
    at: "1:15",
    typed:
      "docker exec db psql -U todo -c 'CREAT TABLE task (id serial PRIMARY KEY, title text, done boolean DEFAULT false)'",
    output:
      'ERROR:  syntax error at or near "CREAT"\nLINE 1: CREAT TABLE task (id serial PRIMARY KEY, title text, done boolean DEFAULT false)\n        ^',
    exit: 1,
    means: "differs 15: otherWord CREAT | CREATE",
  },
  {
    at: "1:15",
    typed: "docker exec db psql -U todo -c 'CREATE TABLE task (id serial PRIMARY KEY, title text)'",
    output: "CREATE TABLE",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:15",
    typed:
      "docker exec db psql -U todo -c 'CREATE TABLE task (id int PRIMARY KEY, title text, done boolean DEFAULT false)'",
    output: "CREATE TABLE",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:15",
    typed:
      "docker exec db psql -U todo -c 'CREATE TABLE task (id serial PRIMARY KEY, title text, done boolean DEFAULT true)'",
    output: "CREATE TABLE",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:15",
    typed:
      "docker exec db psql -U todo -c 'CREATE TABLE task (id serial PRIMARY KEY, titel text, done boolean DEFAULT false)'",
    output: "CREATE TABLE",
    exit: 0,
    means: "differs 15: otherWord titel | title",
  },
  {
    at: "1:15",
    typed:
      "docker exec db psql -U todo -d postgres -c 'CREATE TABLE task (id serial PRIMARY KEY, title text, done boolean DEFAULT false)'",
    output: "CREATE TABLE",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:15",
    typed:
      "docker exec db psql -U todo -c 'CREATE TEMP TABLE task (id serial PRIMARY KEY, title text, done boolean DEFAULT false)'",
    output: "CREATE TABLE",
    exit: 0,
    means: "nothing",
  },
  { at: "1:15", typed: "docker exec db echo CREATE TABLE", output: "CREATE TABLE", exit: 0, means: "nothing" },
  {
    at: "1:16",
    typed: "docker exec db psql -U todo -c \"INSERT INTO task (title) VALUES ('Write'), ('Test'), ('Ship')\"",
    output: "INSERT 0 3",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:16",
    typed: "docker exec db psql -U todo -c 'INSERT INTO task (title) VALUES ('write'), ('test'), ('ship')'",
    output:
      'ERROR:  column "write" does not exist\nLINE 1: INSERT INTO task (title) VALUES (write), (test), (ship)\n                                         ^',
    exit: 1,
    means:
      "differs 16: otherWord INSERT INTO task (title) VALUES (write), (test), (ship) | INSERT INTO task (title) VALUES ('write'), ('test'), ('ship')",
  },
  {
    at: "1:16",
    typed:
      "docker exec db psql -U todo -c \"INSERT INTO task (title, done) VALUES ('write', true), ('test', true), ('ship', true)\"",
    output: "INSERT 0 3",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:16",
    typed: "docker exec db psql -U todo -c \"INSERT INTO task (title) SELECT 'write' FROM generate_series(1, 3)\"",
    output: "INSERT 0 3",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:17",
    typed: "docker exec db psql -U todo -c 'SELECT * FROM task WHERE NOT done ORDER BY id'",
    output: " id | title | done\n----+-------+------\n  1 | write | f\n  2 | test  | f\n  3 | ship  | f\n(3 rows)",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:17",
    typed: "docker exec db psql -U todo -c 'SELECT * FROM task WHERE id < 4 ORDER BY id'",
    output: " id | title | done\n----+-------+------\n  1 | write | f\n  2 | test  | f\n  3 | ship  | f\n(3 rows)",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:17",
    typed: "docker exec db psql -U todo -c 'SELECT * FORM task ORDER BY id'",
    output: 'ERROR:  syntax error at or near "FORM"\nLINE 1: SELECT * FORM task ORDER BY id\n                 ^',
    exit: 1,
    means: "differs 17: otherWord FORM | FROM",
  },
  {
    at: "1:18",
    typed: "docker exec db psql -U todo -tAc 'SELECT count(*) FROM task WHERE done'",
    output: "0",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:18",
    typed: "docker exec db psql -U todo -tAc 'SELECT count(*) FROM task WHERE id > 0'",
    output: "3",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:19",
    typed: 'docker exec db psql -U todo -c "UPDATE task SET done = true"',
    output: "UPDATE 3",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:19",
    typed: "docker exec db psql -U todo -c \"BEGIN; UPDATE task SET done = true WHERE title = 'write'; ROLLBACK\"",
    output: "BEGIN\nUPDATE 1\nROLLBACK",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:19",
    typed: "docker exec db psql -U todo -c \"UPDATE tasks SET done = true WHERE title = 'write'\"",
    output:
      "ERROR:  relation \"tasks\" does not exist\nLINE 1: UPDATE tasks SET done = true WHERE title = 'write'\n               ^",
    exit: 1,
    means: "differs 19: otherWord tasks | task",
  },
  {
    at: "1:20",
    typed: "docker exec db psql -U todo -c '\\d'",
    output:
      "             List of relations\n Schema |    Name     |   Type   | Owner\n--------+-------------+----------+-------\n public | task        | table    | todo\n public | task_id_seq | sequence | todo\n(2 rows)",
    exit: 0,
    means: "differs 20: otherWord \\d | \\dt",
  },
  {
    at: "1:20",
    typed: "docker exec db2 psql -U todo -c '\\dt'",
    output:
      "       List of relations\n Schema | Name | Type  | Owner\n--------+------+-------+-------\n public | task | table | todo\n(1 row)",
    exit: 0,
    means: "differs 20: otherWord db2 | db",
  },
  { at: "1:21", typed: "docker exec db printenv POSTGRES_USER", output: "todo", exit: 0, means: "nothing" },
  {
    at: "1:21",
    typed: "docker exec db printenv POSTGRES_BD",
    output: "",
    exit: 1,
    means: "differs 21: otherWord POSTGRES_BD | POSTGRES_DB",
  },
  {
    at: "1:21",
    typed: "docker exec db printenv",
    output:
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nPOSTGRES_USER=todo\nPOSTGRES_PASSWORD=secret\nPOSTGRES_DB=todo\nPG_MAJOR=16",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:22",
    typed: "docker exec web getent hosts dbs",
    output: "",
    exit: 2,
    means: "differs 22: otherWord dbs | db",
  },
  {
    at: "1:23",
    typed: "docker logs --tail 1 cache",
    output: "1:M 01 Dec 2026 09:21:03.514 * Ready to accept connections tcp",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:23",
    typed: "docker logs --tail 1 db",
    output: '2026-12-01 09:22:10.112 UTC [98] FATAL:  role "root" does not exist',
    exit: 0,
    means: "differs 23: otherLine [98] | [1]",
  },
  {
    at: "1:23",
    typed: "docker logs db 2>&1 | grep 'ready to accept' | tail -1",
    output: "2026-12-01 09:20:07.481 UTC [1] LOG:  database system is ready to accept connections",
    exit: 0,
    means: "nothing",
  },
  {
    at: "1:24",
    typed: "docker logs web 2>&1 | grep -c 'get / '",
    output: "0",
    exit: 1,
    means: "differs 24: otherWord get | GET",
  },
  { at: "1:24", typed: "docker logs web 2>&1 | grep -vc 'GET / '", output: "21", exit: 0, means: "nothing" },
  {
    at: "1:25",
    typed: "docker inspect -f '{{range .Mounts}}{{.Name}} {{.Destination}}{{end}}' web",
    output: " /usr/share/nginx/html",
    exit: 0,
    means: "nothing",
  },
  { at: "1:26", typed: "docker network inspect -f '{{len .Name}}' todo-net", output: "8", exit: 0, means: "nothing" },
  {
    at: "1:26",
    typed: "docker network inspect -f '{{len .Containers}}' todo_net",
    output: "\nError response from daemon: network todo_net not found",
    exit: 1,
    means: "differs 26: otherWord todo_net | todo-net",
  },
  { at: "1:27", typed: "docker exec web bash", output: "", exit: 0, means: "differs 27: noWord -it" },
  {
    at: "1:28",
    typed: "ls /usr/share/nginx/htm",
    output: "ls: cannot access '/usr/share/nginx/htm': No such file or directory",
    exit: 0,
    prompt: "root@06c49f71b3e2:/#",
    means: "differs 28: otherWord /usr/share/nginx/htm | /usr/share/nginx/html",
  },
  {
    at: "1:28",
    typed: "echo index.html",
    output: "index.html",
    exit: 0,
    prompt: "root@06c49f71b3e2:/#",
    means: "nothing",
  },
];

testRows(note, rows);
