import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("volumes");

const right: readonly Row[] = [
  {
    at: "2:2",
    typed: "docker run -d -p 8083:80 -v $PWD/html:/usr/share/nginx/html:ro nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 2",
  },
  {
    at: "2:2",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell reads it.
    typed: 'docker run -d -p 8083:80 -v "${PWD}/html:/usr/share/nginx/html:ro" nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 2",
  },
  {
    at: "2:2",
    typed: 'docker run -d -p 8083:80 --mount type=bind,src="$(pwd)/html",dst=/usr/share/nginx/html,readonly nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "2:2",
    typed: 'docker run -d -p 8083:80 -v "$(pwd)/2/html":/usr/share/nginx/html:ro nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    folder: "~",
    means: "done 2",
  },
  { at: "2:3", typed: "docker ps --format '{{.ID}}'", output: "d47f91b35062", means: "nothing" },
  { at: "2:4", typed: "curl http://127.0.0.1:8083/", output: "<p>hello</p>", means: "done 4" },
  { at: "2:4", typed: "wget -qO- localhost:8083", output: "<p>hello</p>", means: "otherwise 4" },
  { at: "2:4", typed: "curl -sS 0.0.0.0:8083", output: "<p>hello</p>", means: "nothing" },
  {
    at: "2:5",
    typed: "docker exec $(docker ps -q) touch /usr/share/nginx/html/x",
    output: "touch: cannot touch '/usr/share/nginx/html/x': Read-only file system",
    exit: 1,
    means: "nothing",
  },
  {
    at: "2:6",
    typed: "docker cp d47f91b35062:/etc/nginx/nginx.conf ~/2",
    output: "Successfully copied 2.56kB to /home/ubuntu/2",
    means: "done 6",
  },
  {
    at: "2:6",
    typed: "docker cp d47f91b3506284afc1e36082a4cfe1537092b4df516380a2c4ef6183a0c2e45f:/etc/nginx/nginx.conf .",
    output: "Successfully copied 2.56kB to /home/ubuntu/2/.",
    means: "done 6",
  },
  {
    at: "2:7",
    typed: "docker logs d47f91b35062 2>&1 | tail -n1",
    output: '172.17.0.1 - - [30/Nov/2026:06:12:41 +0000] "GET / HTTP/1.1" 200 13 "-" "curl/7.88.1" "-"',
    means: "nothing",
  },
  { at: "2:8", typed: "docker stop sweet_turing", output: "sweet_turing", means: "nothing" },
  { at: "2:8", typed: "docker rm -f d47f91b35062", output: "d47f91b35062", means: "done 9" },
  {
    at: "2:11",
    typed: "docker compose up -d",
    output:
      "[+] Running 3/3\n ✔ Network shop_default    Created                                         0.2s\n ✔ Container shop-web-1    Started                                         0.5s\n ✔ Container shop-cache-1  Started                                         0.6s",
    means: "done 11",
  },
  { at: "2:13", typed: "docker compose exec -T web printenv ROLE", output: "front", means: "done 13" },
  { at: "2:13", typed: "docker compose exec -it web printenv ROLE", output: "front", means: "done 13" },
  {
    at: "2:14",
    typed: "docker compose exec cache redis-cli set colour blue && docker compose exec cache redis-cli get colour",
    output: 'OK\n"blue"',
    means: "done 14, done 15",
  },
  { at: "2:15", typed: "docker compose exec -T cache redis-cli get colour", output: "blue", means: "nothing" },
  {
    at: "2:16",
    typed: "docker compose logs cache | tail -n 1",
    output: "cache-1  | 1:M 30 Nov 2026 06:20:03.871 * Ready to accept connections tcp",
    means: "otherwise 16",
  },
  {
    at: "2:16",
    typed: "docker compose logs --no-log-prefix --tail 1 cache",
    output: "1:M 30 Nov 2026 06:20:03.871 * Ready to accept connections tcp",
    means: "nothing",
  },
  { at: "2:18", typed: "docker compose ps --quiet", means: "done 18" },
  {
    at: "2:2",
    typed: 'docker run -d -p 8083:80 -v "$(pwd)/html":/usr/share/nginx/html:ro,z nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 2: otherWord $PWD/html:/usr/share/nginx/html:ro,z | $PWD/html:/usr/share/nginx/html:ro",
  },
  {
    at: "2:2",
    typed: 'docker run -d -p 127.0.0.1:8083:80 -v "$(pwd)/html":/usr/share/nginx/html:ro nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
];

const wrong: readonly Row[] = [
  {
    at: "2:2",
    typed: "docker run -d -p 8083:80 -v html:/usr/share/nginx/html:ro nginx:1.27",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "2:2",
    typed: 'docker run -d -p 8080:80 -v "$(pwd)/html":/usr/share/nginx/html:ro nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 2: otherWord 8080:80 | 8083:80",
  },
  {
    at: "2:2",
    typed: 'docker run -d -p 8083:80 -v "$(pwd)/html":/usr/share/ngnix/html:ro nginx:1.27',
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 2: otherWord $PWD/html:/usr/share/ngnix/html:ro | $PWD/html:/usr/share/nginx/html:ro",
  },
  { at: "2:4", typed: "curl -s localhost", exit: 7, means: "differs 4: otherWord localhost | localhost:8083" },
  {
    at: "2:4",
    typed: "curl -s localhost:8083/html",
    output:
      "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.27.3</center>\r\n</body>\r\n</html>",
    means: "nothing",
  },
  {
    at: "2:6",
    typed: "docker cp d47f91b35062/etc/nginx/nginx.conf .",
    output: "must specify at least one container source",
    exit: 1,
    means: "differs 6: otherWord d47f91b35062/etc/nginx/nginx.conf | 8f2a4c6e0b1d:/etc/nginx/nginx.conf",
  },
  {
    at: "2:7",
    typed: "tail -n 1 d47f91b35062",
    output: "tail: cannot open 'd47f91b35062' for reading: No such file or directory",
    exit: 1,
    means: "nothing",
  },
  {
    at: "2:8",
    typed: "docker stp d47f91b35062",
    output: "docker: 'stp' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 8: otherWord stp | stop",
  },
  {
    at: "2:9",
    typed: "docker rmi d47f91b35062",
    output: "Error response from daemon: No such image: d47f91b35062:latest",
    exit: 1,
    means: "differs 9: otherWord rmi | rm",
  },
  {
    at: "2:11",
    typed: "docker compose up -b",
    output: "unknown shorthand flag: 'b' in -b",
    exit: 16,
    means: "differs 11: otherWord -b | -d",
  },
  {
    at: "2:11",
    typed: "docker compose up -d",
    output: "yaml: line 4: found character that cannot start any token",
    exit: 15,
    means: "differs 11: status 15 | 0; otherLine yaml: | [+]",
  },
  {
    at: "2:12",
    typed: "docker compose ps --format '{{.Name}} {{.State}}'",
    output: "shop-cache-1 running\nshop-web-1 running",
    means: "nothing",
  },
  { at: "2:13", typed: "docker compose exec cache printenv ROLE", exit: 1, means: "differs 13: otherWord cache | web" },
  {
    at: "2:14",
    typed: "docker compose exec cache redis-cli set color blue",
    output: "OK",
    means: "differs 14: otherWord color | colour",
  },
  {
    at: "2:15",
    typed: "docker compose exec web redis-cli get colour",
    output:
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "redis-cli": executable file not found in $PATH: unknown',
    exit: 127,
    means: "differs 15: otherWord web | cache",
  },
  {
    at: "2:17",
    typed: "docker compose down",
    output: "no configuration file provided: not found",
    exit: 14,
    folder: "~",
    means: "differs 17: folder ~ | ~/2; status 14 | 0; otherLine no | [+]",
  },
  {
    at: "2:8",
    typed: "docker sotp d47f91b35062",
    output: "docker: 'sotp' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 8: otherWord sotp | stop",
  },
  {
    at: "2:9",
    typed: "docker remove d47f91b35062",
    output: "docker: 'remove' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 9: otherWord remove | rm",
  },
  {
    at: "2:8",
    typed: "docker stopp d47f",
    output: "docker: 'stopp' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 8: otherWord stopp | stop",
  },
  {
    at: "2:5",
    typed: "docker exce d47f91b35062 touch /usr/share/nginx/html/x",
    output: "docker: 'exce' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 5: otherWord exce | exec",
  },
];

testRows(note, [...right, ...wrong]);
