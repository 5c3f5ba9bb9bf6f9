import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("lanes");

const rows: readonly Row[] = [
  {
    at: "1:2",
    typed: "ip -4 addr shwo lo",
    output: 'Command "shwo" is unknown, try "ip address help".',
    exit: 255,
    means: "differs 2: otherWord shwo | show",
  },
  { at: "1:3", typed: "ip route | grep defualt", exit: 1, means: "differs 3: otherWord defualt | default" },
  {
    at: "1:3",
    typed: "ip route",
    output: "default via 172.17.0.1 dev eth0\n172.17.0.0/16 dev eth0 proto kernel scope link src 172.17.0.2",
    means: "nothing",
  },
  { at: "1:3", typed: "ip -6 route | grep default", exit: 1, means: "differs 3: moreWord -6" },
  {
    at: "1:4",
    typed: "ping -c 4 127.0.0.1",
    output:
      "PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.037 ms\n64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=0.049 ms\n64 bytes from 127.0.0.1: icmp_seq=3 ttl=64 time=0.044 ms\n64 bytes from 127.0.0.1: icmp_seq=4 ttl=64 time=0.047 ms\n\n--- 127.0.0.1 ping statistics ---\n4 packets transmitted, 4 received, 0% packet loss, time 3070ms\nrtt min/avg/max/mdev = 0.037/0.043/0.049/0.006 ms",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "ping -c 2 172.17.0.1",
    output:
      "PING 172.17.0.1 (172.17.0.1) 56(84) bytes of data.\n64 bytes from 172.17.0.1: icmp_seq=1 ttl=64 time=0.037 ms\n64 bytes from 172.17.0.1: icmp_seq=2 ttl=64 time=0.049 ms\n\n--- 172.17.0.1 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time 1024ms\nrtt min/avg/max/mdev = 0.037/0.043/0.049/0.006 ms",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "pign -c 2 127.0.0.1",
    output: "-bash: pign: command not found",
    exit: 127,
    means: "differs 4: otherWord pign | ping",
  },
  {
    at: "1:6",
    typed: "echo '127.0.0.1 shop.lan' | sudo tee /etc/hosts",
    output: "127.0.0.1 shop.lan",
    means: "differs 6: noWord -a",
  },
  {
    at: "1:6",
    typed: "sudo echo '127.0.0.1 shop.lan' >> /etc/hosts",
    output: "-bash: /etc/hosts: Permission denied",
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "echo '# 127.0.0.1 shop.lan' | sudo tee -a /etc/hosts",
    output: "# 127.0.0.1 shop.lan",
    means: "differs 6: moreWord #",
  },
  { at: "1:6", typed: "echo '127.0.0.1 shop.lan' | sudo cat", output: "127.0.0.1 shop.lan", means: "nothing" },
  { at: "1:7", typed: "getent hosts shop.Ian", exit: 2, means: "differs 7: otherWord shop.Ian | shop.lan" },
  { at: "1:7", typed: "grep shop.lan /etc/hosts", output: "127.0.0.1 shop.lan", means: "otherwise 7" },
  {
    at: "1:9",
    typed: "python3 -m http.server 8000 --directory ww > server.log 2>&1 &",
    output: "[1] 4377",
    means: "differs 9: otherWord ww | www",
  },
  {
    at: "1:9",
    typed: "python -m http.server 8000 --directory www > server.log 2>&1 &",
    output: "[1] 4377\n[1]+  Exit 127                python -m http.server 8000 --directory www > server.log 2>&1",
    means: "differs 9: status 127 | 0",
  },
  {
    at: "1:9",
    typed: "python3 -m http.serve 8000 --directory www > server.log 2>&1 &",
    output: "[1] 4377",
    means: "differs 9: otherWord http.serve | http.server",
  },
  {
    at: "1:10",
    typed: "ss -tln 'sport = :8000'",
    output: "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process",
    without: [9],
    means:
      "differs 10: noLine LISTEN 0 5 0.0.0.0:8000 0.0.0.0:*; first python3 -m http.server 8000 --directory www > server.log 2>&1 &",
  },
  {
    at: "1:10",
    typed: "ss -tln 'sport = :8080'",
    output: "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process",
    means: "nothing",
  },
  {
    at: "1:10",
    typed: "ss -tln 'dport = :8000'",
    output: "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process",
    means: "differs 10: otherWord dport | sport",
  },
  {
    at: "1:10",
    typed: "sss -tln 'sport = :8000'",
    output: "-bash: sss: command not found",
    exit: 127,
    means: "differs 10: otherWord sss | ss",
  },
  {
    at: "1:11",
    typed: "curl -s http://shop.lan:8000/index.htm",
    output:
      '<!DOCTYPE HTML>\n<html lang="en">\n    <head>\n        <meta charset="utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: 404</p>\n        <p>Message: File not found.</p>\n        <p>Error code explanation: 404 - Nothing matches the given URI.</p>\n    </body>\n</html>',
    means: "nothing",
  },
  {
    at: "1:11",
    typed: "curl -s http://shop.Ian:8000/",
    exit: 6,
    means: "differs 11: otherWord http://shop.Ian:8000/ | http://shop.lan:8000/",
  },
  { at: "1:11", typed: "echo '<h1>안녕하세요</h1>'", output: "<h1>안녕하세요</h1>", means: "nothing" },
  {
    at: "1:11",
    typed: "curl -s http://shop.lan:8000/",
    exit: 7,
    without: [9],
    means: "differs 11: status 7 | 0; noLine <h1>안녕하세요</h1>",
  },
  {
    at: "1:11",
    typed: "curl -sI http://shop.lan:8000/",
    output:
      "HTTP/1.0 200 OK\nServer: SimpleHTTP/0.6 Python/3.11.2\nDate: Tue, 24 Nov 2026 09:12:01 GMT\nContent-type: text/html\nContent-Length: 25\nLast-Modified: Tue, 24 Nov 2026 09:05:12 GMT\n",
    means: "nothing",
  },
  { at: "1:12", typed: "curl -si localhost:8000 | tail -n 1", output: "<h1>안녕하세요</h1>", means: "nothing" },
  { at: "1:13", typed: "curl -s -o /dev/null -w '%{http_code}\\n' localhost:8000/", output: "200", means: "nothing" },
  { at: "1:13", typed: "curl -s -o /dev/null -w '404\\n' localhost:8000/none", output: "404", means: "nothing" },
  {
    at: "1:14",
    typed: "wget -q -O page.html http://localhost:8000/none",
    exit: 8,
    means: "differs 14: otherWord http://localhost:8000/none | http://localhost:8000/index.html",
  },
  { at: "1:14", typed: "wget -q http://localhost:8000/index.html", means: "nothing" },
  {
    at: "1:14",
    typed: "wget -q -O pages.html http://localhost:8000/index.html",
    means: "differs 14: otherWord pages.html | page.html",
  },
  { at: "1:14", typed: "wget -q --spider -O page.html http://localhost:8000/index.html", means: "nothing" },
  {
    at: "1:15",
    typed: "cat page.html",
    output: "cat: page.html: No such file or directory",
    exit: 1,
    without: [14],
    means:
      "differs 15: status 1 | 0; otherLine cat: | <h1>안녕하세요</h1>; first wget -q -O page.html http://localhost:8000/index.html",
  },
  { at: "1:15", typed: "cat page.html | wc -l", output: "1", means: "nothing" },
  {
    at: "1:16",
    typed: "nc -zv localhost 80",
    output: "nc: connect to localhost (127.0.0.1) port 80 (tcp) failed: Connection refused",
    exit: 1,
    means: "differs 16: otherWord 80 | 8000",
  },
  { at: "1:18", typed: "curl -sS localhost:8000", output: "<h1>안녕하세요</h1>", means: "nothing" },
  {
    at: "1:18",
    typed: "curl -sS locahost:8001",
    output: "curl: (6) Could not resolve host: locahost",
    exit: 6,
    means: "differs 18: otherWord locahost:8001 | localhost:8001",
  },
  {
    at: "1:19",
    typed: "grep -c '\"POST' server.log",
    output: "0",
    exit: 1,
    means: 'differs 19: otherWord "POST | "GET',
  },
  { at: "1:19", typed: "echo 3", output: "3", means: "nothing" },
  { at: "1:19", typed: "grep '\"GET' server.log | head -n 3 | wc -l", output: "3", means: "nothing" },
  {
    at: "1:20",
    typed: "kill %2",
    output: "-bash: kill: %2: no such job",
    exit: 1,
    means: "differs 20: otherWord %2 | %1",
  },
  { at: "1:20", typed: "disown %1", means: "nothing" },
  {
    at: "1:20",
    typed: "kill %1",
    output: "-bash: kill: %1: no such job",
    exit: 1,
    without: [9],
    means: "differs 20: status 1 | 0; moreLine -bash: kill: %1: no such job",
  },
  { at: "1:20", typed: "bg %1", output: "-bash: bg: job 1 already in background", means: "nothing" },
];

testRows(note, rows);
