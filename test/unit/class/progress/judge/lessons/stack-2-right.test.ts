import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("stack");

const rows: readonly Row[] = [
  { at: "2:1", typed: "mkdir -p backup", means: "done 1" },
  { at: "2:1", typed: "mkdir ~/2/backup", means: "done 1" },
  { at: "2:3", typed: 'grep -c "CREATE TABLE" ./backup/todo.sql', output: "1", means: "done 3" },
  { at: "2:3", typed: "grep 'CREATE TABLE' backup/todo.sql | wc -l", output: "1", means: "done 3" },
  { at: "2:3", typed: "cd backup; grep -c 'CREATE TABLE' todo.sql", output: "1", means: "done 3" },
  { at: "2:3", typed: "grep --count 'CREATE TABLE' < backup/todo.sql", output: "1", means: "done 3" },
  {
    at: "2:5",
    typed: "docker container cp db:/tmp/todo.dump backup/todo.dump",
    output: "Successfully copied 4.1kB to /home/ubuntu/2/backup/todo.dump",
    means: "done 5",
  },
  { at: "2:5", typed: "docker cp -q db:/tmp/todo.dump backup/", means: "done 5" },
  { at: "2:6", typed: 'docker exec db psql -U todo -c "drop table task;"', output: "DROP TABLE", means: "done 6" },
  {
    at: "2:7",
    typed: 'docker exec db psql -U todo -c "SELECT count(*) FROM task;"',
    output:
      'ERROR:  relation "task" does not exist\nLINE 1: SELECT count(*) FROM task;\n                             ^',
    exit: 1,
    means: "done 7",
  },
  {
    at: "2:7",
    typed: "docker exec db psql -U todo -c 'select count(*) from task'",
    output: 'ERROR:  relation "task" does not exist\nLINE 1: select count(*) from task\n                             ^',
    exit: 1,
    means: "done 7",
  },
  {
    at: "2:8",
    typed: "docker exec -i db psql -U todo < backup/todo.sql",
    output:
      "SET\nSET\nSET\nSET\nSET\n set_config\n------------\n\n(1 row)\n\nSET\nSET\nSET\nSET\nSET\nSET\nCREATE TABLE\nALTER TABLE\nCREATE SEQUENCE\nALTER SEQUENCE\nALTER SEQUENCE\nALTER TABLE\nCOPY 3\n setval\n--------\n      3\n(1 row)\n\nALTER TABLE",
    means: "nothing",
  },
  { at: "2:9", typed: 'docker exec db psql -U todo -At -c "SELECT count(*) FROM task"', output: "3", means: "done 9" },
  {
    at: "2:10",
    typed:
      'docker run --rm -v todo-data:/data:ro -v "$(pwd)/backup:/backup" alpine:3.20 tar czf /backup/data.tar.gz -C /data .',
    means: "done 10",
  },
  {
    at: "2:10",
    typed:
      "docker run --rm --volume ~/2/backup:/backup --volume todo-data:/data:ro alpine:3.20 tar -c -z -f /backup/data.tar.gz -C /data .",
    means: "done 10",
  },
  { at: "2:11", typed: "ls ./backup/", output: "data.tar.gz  todo.dump  todo.sql", means: "done 11" },
  { at: "2:11", typed: "ls -1 backup", output: "data.tar.gz\ntodo.dump\ntodo.sql", means: "done 11" },
  { at: "2:11", typed: "ls -C ~/2/backup", output: "data.tar.gz  todo.dump  todo.sql", means: "otherwise 11" },
  { at: "2:12", typed: "tar tzf backup/data.tar.gz | head -n 1", output: "./", means: "done 12" },
  { at: "2:13", typed: "docker stop -t 20 db", output: "db", means: "done 13" },
  { at: "2:13", typed: "sudo docker stop 'db'", output: "db", means: "done 13" },
  {
    at: "2:15",
    typed:
      "docker run --rm -v $PWD/backup:/backup:ro -v restored:/data alpine:3.20 tar xzf /backup/data.tar.gz -C /data",
    means: "done 15",
  },
  {
    at: "2:16",
    typed: "docker run --name db2 --net todo-net -d -v restored:/var/lib/postgresql/data postgres:16",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 16",
  },
  {
    at: "2:17",
    typed: 'docker exec db2 psql -U todo -tA -c "select title from task order by id limit 1;"',
    output: "write",
    means: "done 17",
  },
  { at: "2:18", typed: "docker exec -it cache sh -c 'redis-cli save'", output: "OK", means: "done 18" },
  {
    at: "2:19",
    typed: "docker cp cache:/data/dump.rdb ./backup/cache.rdb",
    output: "Successfully copied 2.05kB to /home/ubuntu/2/backup/cache.rdb",
    means: "done 19",
  },
  { at: "2:20", typed: "docker rm --force db2 db", output: "db2\ndb", means: "done 20" },
  { at: "2:20", typed: "docker container rm -f db db2", output: "db\ndb2", means: "done 20" },
  { at: "2:21", typed: "docker volume remove restored", output: "restored", means: "done 21" },
  { at: "2:22", typed: "docker ps -af name=db --format='{{.Names}}'", means: "done 22" },
  { at: "2:22", typed: 'docker container ls --all --filter "name=db" --format "{{.Names}}"', means: "done 22" },
  { at: "2:23", typed: "docker container update --restart unless-stopped cache", output: "cache", means: "done 23" },
  {
    at: "2:24",
    typed: 'docker container inspect cache --format "{{.HostConfig.RestartPolicy.Name}}"',
    output: "unless-stopped",
    means: "done 24",
  },
  { at: "2:25", typed: "docker container restart -t2 cache", output: "cache", means: "done 25" },
  { at: "2:25", typed: "docker restart --time=2 cache", output: "cache", means: "done 25" },
  { at: "2:27", typed: "docker network disconnect --force todo-net web", means: "done 27" },
  { at: "2:28", typed: "docker rm --force cache web", output: "cache\nweb", means: "done 28" },
  { at: "2:30", typed: "docker volume ls --quiet -f name=todo", output: "todo-data", means: "done 30" },
];

testRows(note, rows);
