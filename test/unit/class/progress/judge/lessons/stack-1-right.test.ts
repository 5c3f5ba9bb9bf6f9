import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("stack");

const rows: readonly Row[] = [
  {
    at: "1:3",
    typed: "docker network create -d bridge todo-net",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "sudo docker network create --driver=bridge todo-net",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker network create --driver 'bridge' \"todo-net\"",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker network create --driver bridge todo-net; docker network ls -f name=todo-net",
    output:
      "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\nNETWORK ID     NAME       DRIVER    SCOPE\n4be7d1f09a3c   todo-net   bridge    local",
    means: "done 3, done 4",
  },
  {
    at: "1:4",
    typed: 'docker network list --filter="name=todo-net"',
    output: "NETWORK ID     NAME       DRIVER    SCOPE\n39261c0754af   todo-net   bridge    local",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "cd ~ && docker network ls --filter name=todo-net",
    output: "NETWORK ID     NAME       DRIVER    SCOPE\n39261c0754af   todo-net   bridge    local",
    means: "done 4",
  },
  { at: "1:5", typed: "docker volume create --driver local todo-data", output: "todo-data", means: "done 5" },
  { at: "1:5", typed: "docker volume create --name todo-data", output: "todo-data", means: "done 5" },
  {
    at: "1:6",
    typed:
      "docker run --name db -d --env-file db.env --network todo-net --health-interval 5s --health-cmd 'pg_isready -U todo' -v todo-data:/var/lib/postgresql/data postgres:16",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 6",
  },
  {
    at: "1:6",
    typed:
      'docker run --detach --name=db --net=todo-net --env-file=./db.env --volume=todo-data:/var/lib/postgresql/data --health-cmd="pg_isready -U todo" --health-interval=5s postgres:16',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 6",
  },
  {
    at: "1:6",
    typed:
      "docker run -d \\\n  --name db \\\n  --network todo-net \\\n  --env-file db.env \\\n  -v todo-data:/var/lib/postgresql/data \\\n  --health-cmd 'pg_isready -U todo' \\\n  --health-interval 5s \\\n  postgres:16",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 6",
  },
  { at: "1:7", typed: "docker inspect --format '{{.State.Health.Status}}' db", output: "healthy", means: "done 7" },
  {
    at: "1:7",
    typed: 'docker container inspect db -f "{{ .State.Health.Status }}"',
    output: "healthy",
    means: "done 7",
  },
  { at: "1:7", typed: "sleep 10; docker inspect -f '{{.State.Health.Status}}' db", output: "healthy", means: "done 7" },
  {
    at: "1:8",
    typed: "docker run --name cache --net todo-net -d redis:7 redis-server --appendonly yes",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 8",
  },
  {
    at: "1:8",
    typed: "docker container run -d --name=cache --network=todo-net redis:7 redis-server --appendonly 'yes'",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 8",
  },
  {
    at: "1:8",
    typed: "docker run -dit --name cache --network todo-net redis:7 redis-server --appendonly yes",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 8",
  },
  {
    at: "1:9",
    typed: "docker run -d --name web --network todo-net -p 8080:80 -v $(pwd)/html:/usr/share/nginx/html:ro nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 9",
  },
  {
    at: "1:9",
    typed:
      "docker run -d --name web --network todo-net --publish 8080:80/tcp -v /home/ubuntu/1/html:/usr/share/nginx/html:ro nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 9",
  },
  {
    at: "1:9",
    typed:
      "docker run -d --name web --network todo-net -p 0.0.0.0:8080:80 -v ~/1/html:/usr/share/nginx/html:ro nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 9",
  },
  {
    at: "1:10",
    typed: "docker container ls --format '{{.Names}}: {{.Image}}'",
    output: "web: nginx:1.27\ncache: redis:7\ndb: postgres:16",
    means: "done 10",
  },
  {
    at: "1:10",
    typed: "docker ps --format '{{ .Names }}: {{ .Image }}'",
    output: "web: nginx:1.27\ncache: redis:7\ndb: postgres:16",
    means: "done 10",
  },
  {
    at: "1:10",
    typed: "docker ps --no-trunc --format '{{.Names}}: {{.Image}}'",
    output: "web: nginx:1.27\ncache: redis:7\ndb: postgres:16",
    means: "otherwise 10",
  },
  { at: "1:11", typed: "curl localhost:8080", output: "<h1>todo</h1>", means: "done 11" },
  { at: "1:11", typed: "curl -fsS http://127.0.0.1:8080/", output: "<h1>todo</h1>", means: "done 11" },
  { at: "1:11", typed: "wget -qO- localhost:8080", output: "<h1>todo</h1>", means: "otherwise 11" },
  { at: "1:11", typed: "curl -s localhost:8080 | cat", output: "<h1>todo</h1>", means: "done 11" },
  { at: "1:12", typed: "docker exec -it cache redis-cli ping", output: "PONG", means: "done 12" },
  { at: "1:12", typed: "docker exec cache sh -c 'redis-cli ping'", output: "PONG", means: "done 12" },
  { at: "1:13", typed: "docker exec cache redis-cli SET visits 10", output: "OK", means: "done 13" },
  {
    at: "1:13",
    typed: "docker exec cache redis-cli set visits 10; docker exec cache redis-cli incr visits",
    output: "OK\n11",
    means: "done 13, done 14",
  },
  {
    at: "1:16",
    typed: "docker exec db psql -U todo -c \"INSERT INTO task(title) VALUES('write'),('test'),('ship');\"",
    output: "INSERT 0 3",
    means: "done 16",
  },
  {
    at: "1:17",
    typed: 'docker exec db psql -U todo -c "select * from task order by id;"',
    output: " id | title | done\n----+-------+------\n  1 | write | f\n  2 | test  | f\n  3 | ship  | f\n(3 rows)",
    means: "done 17",
  },
  {
    at: "1:18",
    typed: "docker exec db psql -Atc 'SELECT COUNT(*) FROM task WHERE NOT done;' -U todo",
    output: "3",
    means: "done 18",
  },
  {
    at: "1:19",
    typed: "docker exec db psql -U todo -c \"update task set done = TRUE where title = 'write';\"",
    output: "UPDATE 1",
    means: "done 19",
  },
  {
    at: "1:19",
    typed: "docker exec db psql -U todo -c \"UPDATE task SET done=true WHERE title='write'\"",
    output: "UPDATE 1",
    means: "done 19",
  },
  {
    at: "1:20",
    typed: 'docker exec db psql -U todo -c "\\dt"',
    output:
      "       List of relations\n Schema | Name | Type  | Owner\n--------+------+-------+-------\n public | task | table | todo\n(1 row)",
    means: "done 20",
  },
  { at: "1:21", typed: "docker exec -it db printenv POSTGRES_DB", output: "todo", means: "done 21" },
  { at: "1:21", typed: "docker exec db bash -c 'printenv POSTGRES_DB'", output: "todo", means: "done 21" },
  { at: "1:22", typed: "docker exec 06c49 getent hosts db", output: "172.18.0.2      db", means: "done 22" },
  {
    at: "1:23",
    typed: "docker logs db --tail=1",
    output: "2026-12-01 09:20:07.481 UTC [1] LOG:  database system is ready to accept connections",
    means: "done 23",
  },
  {
    at: "1:23",
    typed: "docker container logs --tail 1 db",
    output: "2026-12-01 09:20:07.481 UTC [1] LOG:  database system is ready to accept connections",
    means: "done 23",
  },
  {
    at: "1:23",
    typed: "docker logs db |& tail -n 1",
    output: "2026-12-01 09:20:07.481 UTC [1] LOG:  database system is ready to accept connections",
    means: "otherwise 23",
  },
  { at: "1:24", typed: "docker logs web 2>&1 | grep 'GET / ' | wc -l", output: "1", means: "done 24" },
  { at: "1:24", typed: "docker container logs web 2>&1 | grep --count 'GET / '", output: "1", means: "done 24" },
  {
    at: "1:25",
    typed: 'docker container inspect --format="{{range .Mounts}}{{.Name}} {{.Destination}}{{end}}" db',
    output: "todo-data /var/lib/postgresql/data",
    means: "done 25",
  },
  { at: "1:26", typed: 'docker network inspect -f "{{ len .Containers }}" todo-net', output: "3", means: "done 26" },
  { at: "1:27", typed: "docker exec -ti web bash", nextPrompt: "root@06c49f71b3e2:/#", means: "done 27" },
  { at: "1:27", typed: "docker exec -i -t web /bin/bash", nextPrompt: "root@06c49f71b3e2:/#", means: "done 27" },
  {
    at: "1:28",
    typed: "ls /usr/share/nginx/html/",
    output: "index.html",
    prompt: "root@06c49f71b3e2:/#",
    means: "done 28",
  },
  {
    at: "1:28",
    typed: "ls -1 /usr/share/nginx/html",
    output: "index.html",
    prompt: "root@06c49f71b3e2:/#",
    means: "done 28",
  },
];

testRows(note, rows);
