import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("stack");

const rows: readonly Row[] = [
  { at: "3:3", typed: "docker compose -f compose.yaml config --services", output: "db\nweb", means: "done 3" },
  {
    at: "3:4",
    typed: "docker compose -f ./compose.yaml up -d",
    output:
      '[+] Running 4/4\n ✔ Network shop_default    Created                                            0.1s\n ✔ Volume "shop_shop-db"   Created                                            0.0s\n ✔ Container shop-db-1     Healthy                                           10.9s\n ✔ Container shop-web-1    Started                                           11.2s',
    means: "done 4",
  },
  {
    at: "3:5",
    typed: "docker compose ps -a --format '{{.Service}} {{.State}}'",
    output: "db running\nweb running",
    means: "otherwise 5",
  },
  {
    at: "3:7",
    typed: 'docker compose exec db mysql -prootpw shop -e "select * from item;"',
    output:
      "mysql: [Warning] Using a password on the command line interface can be insecure.\n+----+------+\n| id | name |\n+----+------+\n|  1 | pen  |\n|  2 | cup  |\n+----+------+",
    means: "done 7",
  },
  { at: "3:9", typed: "grep INSERT shop.sql | wc -l", output: "1", means: "done 9" },
  { at: "3:10", typed: "curl -s -I http://localhost:8081/ | head -n 1", output: "HTTP/1.1 200 OK", means: "done 10" },
  { at: "3:10", typed: "curl -sI localhost:8081 | grep HTTP", output: "HTTP/1.1 200 OK", means: "otherwise 10" },
  {
    at: "3:11",
    typed: "docker compose logs --tail=1 web",
    output: 'web-1  | 172.19.0.1 - - [01/Dec/2026:09:41:13 +0000] "HEAD / HTTP/1.1" 200 0 "-" "curl/7.68.0" "-"',
    means: "done 11",
  },
  {
    at: "3:11",
    typed: "docker compose logs web | tail -1",
    output: 'web-1  | 172.19.0.1 - - [01/Dec/2026:09:41:13 +0000] "HEAD / HTTP/1.1" 200 0 "-" "curl/7.68.0" "-"',
    means: "otherwise 11",
  },
  {
    at: "3:12",
    typed: "docker compose restart -t 3 web",
    output: "[+] Restarting 1/1\n ✔ Container shop-web-1  Started                      0.4s",
    means: "done 12",
  },
  {
    at: "3:13",
    typed: "docker compose stop --timeout 5 web",
    output: "[+] Stopping 1/1\n ✔ Container shop-web-1  Stopped                      0.3s",
    means: "done 13",
  },
  {
    at: "3:14",
    typed: 'docker compose ps --all --format "{{.Name}} {{.State}}"',
    output: "shop-db-1 running\nshop-web-1 exited",
    means: "done 14",
  },
  {
    at: "3:14",
    typed: "docker compose ps --format '{{.Name}} {{.State}}' -a",
    output: "shop-db-1 running\nshop-web-1 exited",
    means: "done 14",
  },
  { at: "3:16", typed: "docker compose exec -T web nginx -v", output: "nginx version: nginx/1.27.5", means: "done 16" },
  {
    at: "3:18",
    typed: "docker compose down --remove-orphans",
    output:
      "[+] Running 3/3\n ✔ Container shop-web-1  Removed                      0.3s\n ✔ Container shop-db-1   Removed                      1.2s\n ✔ Network shop_default  Removed                      0.2s",
    means: "done 18",
  },
  { at: "3:19", typed: "docker volume ls --quiet --filter=name=shop", output: "shop_shop-db", means: "done 19" },
  { at: "3:21", typed: "docker volume remove todo-data", output: "todo-data", means: "done 21" },
  { at: "3:23", typed: "docker container ls -a -q", means: "done 23" },
  { at: "3:23", typed: "docker ps --all --quiet", means: "done 23" },
];

testRows(note, rows);
