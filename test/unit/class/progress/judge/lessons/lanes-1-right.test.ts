import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("lanes");

const rows: readonly Row[] = [
  {
    at: "1:2",
    typed: "ip -4 a s lo",
    output:
      "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever",
    means: "done 2",
  },
  {
    at: "1:2",
    typed: "/usr/sbin/ip -4 addr show lo",
    output:
      "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever",
    means: "done 2",
  },
  {
    at: "1:2",
    typed: "ip -4 address list lo",
    output:
      "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever",
    means: "done 2",
  },
  { at: "1:3", typed: "ip route show | grep default", output: "default via 172.17.0.1 dev eth0", means: "done 3" },
  { at: "1:3", typed: "ip route | grep ^default", output: "default via 172.17.0.1 dev eth0", means: "otherwise 3" },
  {
    at: "1:4",
    typed: "ping 127.0.0.1 -c 2",
    output:
      "PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.037 ms\n64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=0.049 ms\n\n--- 127.0.0.1 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time 1024ms\nrtt min/avg/max/mdev = 0.037/0.043/0.049/0.006 ms",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "ping -n -c 2 127.0.0.1",
    output:
      "PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.037 ms\n64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=0.049 ms\n\n--- 127.0.0.1 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time 1024ms\nrtt min/avg/max/mdev = 0.037/0.043/0.049/0.006 ms",
    means: "otherwise 4",
  },
  {
    at: "1:4",
    typed: "sudo ping -c 2 127.0.0.1",
    output:
      "PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.037 ms\n64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=0.049 ms\n\n--- 127.0.0.1 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time 1024ms\nrtt min/avg/max/mdev = 0.037/0.043/0.049/0.006 ms",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "ping -c 2 127.0.0.1 | cat",
    output:
      "PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.037 ms\n64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=0.049 ms\n\n--- 127.0.0.1 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time 1024ms\nrtt min/avg/max/mdev = 0.037/0.043/0.049/0.006 ms",
    means: "done 4",
  },
  { at: "1:5", typed: "/usr/bin/getent hosts localhost", output: "::1             localhost", means: "done 5" },
  {
    at: "1:6",
    typed: 'echo "127.0.0.1 shop.lan" | sudo tee -a /etc/hosts',
    output: "127.0.0.1 shop.lan",
    means: "done 6",
  },
  {
    at: "1:6",
    typed: "sudo tee -a /etc/hosts <<< '127.0.0.1 shop.lan'",
    output: "127.0.0.1 shop.lan",
    means: "done 6",
  },
  {
    at: "1:6",
    typed: "printf '127.0.0.1 shop.lan\\n' | sudo tee -a /etc/hosts",
    output: "127.0.0.1 shop.lan",
    means: "done 6",
  },
  {
    at: "1:6",
    typed: "cd /etc && echo '127.0.0.1 shop.lan' | sudo tee -a hosts",
    output: "127.0.0.1 shop.lan",
    means: "done 6",
  },
  { at: "1:7", typed: "getent hosts shop.lan | cat", output: "127.0.0.1       shop.lan", means: "done 7" },
  { at: "1:8", typed: "dig localhost +short", output: "127.0.0.1", means: "otherwise 8" },
  { at: "1:8", typed: "dig +short localhost.", output: "127.0.0.1", means: "done 8" },
  {
    at: "1:9",
    typed: "python3 -m http.server --directory www 8000 > server.log 2>&1 &",
    output: "[1] 4377",
    means: "done 9",
  },
  {
    at: "1:9",
    typed: "python3 -m http.server 8000 --directory=www &> server.log &",
    output: "[1] 4377",
    means: "done 9",
  },
  {
    at: "1:10",
    typed: "ss -t -l -n 'sport = :8000'",
    output:
      "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0      5            0.0.0.0:8000      0.0.0.0:*",
    means: "done 10",
  },
  {
    at: "1:10",
    typed: "ss -lnt 'sport = :8000'",
    output:
      "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0      5            0.0.0.0:8000      0.0.0.0:*",
    means: "done 10",
  },
  {
    at: "1:10",
    typed: "ss -ltn '( sport = :8000 )'",
    output:
      "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0      5            0.0.0.0:8000      0.0.0.0:*",
    means: "otherwise 10",
  },
  {
    at: "1:10",
    typed: "sudo ss -tln 'sport = :8000'",
    output:
      "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0      5            0.0.0.0:8000      0.0.0.0:*",
    means: "done 10",
  },
  {
    at: "1:10",
    typed: "ss -4tln 'sport = :8000'",
    output:
      "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0      5            0.0.0.0:8000      0.0.0.0:*",
    means: "otherwise 10",
  },
  { at: "1:11", typed: "curl -s shop.lan:8000", output: "<h1>안녕하세요</h1>", means: "done 11" },
  { at: "1:11", typed: "wget -qO- http://shop.lan:8000/", output: "<h1>안녕하세요</h1>", means: "otherwise 11" },
  { at: "1:11", typed: "curl http://shop.lan:8000/", output: "<h1>안녕하세요</h1>", means: "done 11" },
  { at: "1:12", typed: "curl -s --head localhost:8000 | head -1", output: "HTTP/1.0 200 OK", means: "done 12" },
  { at: "1:12", typed: "curl -sI localhost:8000 | sed -n 1p", output: "HTTP/1.0 200 OK", means: "otherwise 12" },
  { at: "1:12", typed: "curl -sI localhost:8000 | grep HTTP", output: "HTTP/1.0 200 OK", means: "otherwise 12" },
  { at: "1:13", typed: "curl -so /dev/null -w '%{http_code}\\n' localhost:8000/none", output: "404", means: "done 13" },
  {
    at: "1:13",
    typed: 'curl -s -w "%{http_code}\\n" -o /dev/null http://localhost:8000/none',
    output: "404",
    means: "done 13",
  },
  { at: "1:14", typed: "wget -qO page.html http://localhost:8000/index.html", means: "done 14" },
  { at: "1:14", typed: "wget --quiet --output-document=page.html localhost:8000/index.html", means: "done 14" },
  { at: "1:15", typed: "cat ./page.html", output: "<h1>안녕하세요</h1>", means: "done 15" },
  { at: "1:15", typed: "less page.html", output: "<h1>안녕하세요</h1>", means: "otherwise 15" },
  { at: "1:15", typed: "cat ~/1/page.html", output: "<h1>안녕하세요</h1>", means: "done 15" },
  {
    at: "1:14",
    typed: "wget -q -O page.html http://localhost:8000/index.html && cat page.html",
    output: "<h1>안녕하세요</h1>",
    means: "done 14, done 15",
  },
  {
    at: "1:14",
    typed: "wget -qO page.html localhost:8000/index.html; cat page.html",
    output: "<h1>안녕하세요</h1>",
    means: "done 14, done 15",
  },
  {
    at: "1:16",
    typed: "nc -vz localhost 8000",
    output: "Connection to localhost (127.0.0.1) 8000 port [tcp/*] succeeded!",
    means: "done 16",
  },
  {
    at: "1:16",
    typed: "nc -4zv localhost 8000",
    output: "Connection to localhost (127.0.0.1) 8000 port [tcp/*] succeeded!",
    means: "otherwise 16",
  },
  {
    at: "1:17",
    typed: "nc -vz localhost 8001",
    output: "nc: connect to localhost (127.0.0.1) port 8001 (tcp) failed: Connection refused",
    exit: 1,
    means: "done 17",
  },
  {
    at: "1:18",
    typed: "curl --silent --show-error localhost:8001",
    output: "curl: (7) Failed to connect to localhost port 8001 after 0 ms: Connection refused",
    exit: 7,
    means: "done 18",
  },
  {
    at: "1:18",
    typed: "curl -Ss http://localhost:8001",
    output: "curl: (7) Failed to connect to localhost port 8001 after 0 ms: Connection refused",
    exit: 7,
    means: "done 18",
  },
  { at: "1:19", typed: 'grep -c \\"GET server.log', output: "3", means: "done 19" },
  { at: "1:19", typed: "grep '\"GET' server.log | wc -l", output: "3", means: "done 19" },
  { at: "1:19", typed: "grep --count '\"GET' server.log", output: "3", means: "done 19" },
  { at: "1:20", typed: "kill 4021", means: "done 20" },
  { at: "1:20", typed: "kill -15 %1", means: "done 20" },
  { at: "1:21", typed: "curl --silent localhost:8000", exit: 7, means: "done 21" },
];

testRows(note, rows);
