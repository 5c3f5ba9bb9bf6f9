import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Bindings } from "../../../src/note/compare/bindings.ts";
import { compareStep } from "../../../src/note/compare/compare.ts";
import { command } from "./chapter.ts";

/** What one command of the note prints on hosts of different kinds, and what it prints when it went wrong. */
interface Case {
  section: string;
  typed: string;
  /** By host or engine. As read in their sources and documentation, or seen. */
  right: Record<string, string>;
  wrong: Record<string, string>;
}

const debian = "Docker 20.10 on Debian 12";
const focal = "Docker 26.1 on Ubuntu 20.04";
const id = "5e1cb2a9d0f3".padEnd(64, "7");
const digest = `sha256:${"c9".repeat(32)}`;

const ps = (ports: string, status = "Up 1 second") =>
  `CONTAINER ID   IMAGE     COMMAND                  CREATED         STATUS        PORTS     NAMES
5e1cb2a9d0f3   nginx     "/docker-entrypoint.…"   2 seconds ago   ${status}   ${ports}   brave_noether`;

const started = `2024/05/17 13:37:35 [notice] 1#1: using the "epoll" event method
2024/05/17 13:37:35 [notice] 1#1: nginx/1.27.0
2024/05/17 13:37:35 [notice] 1#1: OS: Linux 5.15.0-1063-aws
2024/05/17 13:37:35 [notice] 1#1: start worker processes
2024/05/17 13:37:35 [notice] 1#1: start worker process 29`;

const whale = ` ______________
< hello world! >
 --------------
    \\
     \\
      \\
                  (a whale)`;

const cases: Record<string, Case> = {
  "the engine is installed": {
    section: "1.1.3",
    typed: "sudo apt update",
    right: {
      "where it is new": `Hit:1 http://archive.example/ubuntu focal InRelease
Reading package lists... Done
Building dependency tree
Reading state information... Done
34 packages can be upgraded. Run 'apt list --upgradable' to see them.
Reading package lists... Done
Building dependency tree
Reading state information... Done
The following NEW packages will be installed:
  bridge-utils containerd docker.io net-tools pigz runc
Setting up docker.io (26.1.3-0ubuntu1~20.04.1) ...
Processing triggers for systemd (245.4-4ubuntu3.24) ...`,
      "where it is there": `Get:1 http://archive.example/debian bookworm InRelease [151 kB]
Reading package lists... Done
Building dependency tree... Done
Reading state information... Done
docker.io is already the newest version (20.10.24+dfsg1-1+deb12u1+b6).
0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.`,
    },
    wrong: {
      "no package is found": `Reading package lists... Done
Building dependency tree... Done
E: Unable to locate package docker.io`,
    },
  },
  "both packages are there": {
    section: "1.1.3",
    typed: "dpkg-query -W",
    right: { [debian]: "docker.io install ok installed\nnet-tools install ok installed" },
    wrong: { "one was removed": "docker.io install ok installed\nnet-tools deinstall ok config-files" },
  },
  "docker0 has an address": {
    section: "1.1.3",
    typed: "sudo ifconfig docker0",
    right: {
      "in a container": `docker0: flags=4099<UP,BROADCAST,MULTICAST>  mtu 1500
        inet 172.18.0.1  netmask 255.255.0.0  broadcast 172.18.255.255
        ether 02:42:35:7a:a9:40  txqueuelen 0  (Ethernet)`,
      "on EC2, with containers": `docker0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500
        inet 172.17.0.1  netmask 255.255.0.0  broadcast 172.17.255.255
        inet6 fe80::42:7bff:fe3b:1f5c  prefixlen 64  scopeid 0x20<link>`,
    },
    wrong: { "it has none": "docker0: flags=4098<BROADCAST,MULTICAST>  mtu 1500\n        ether 02:42:35:7a:a9:40" },
  },
  "the user is in the docker group": {
    section: "1.1.3",
    typed: "id -nG",
    right: {
      [debian]: "ubuntu docker",
      "Ubuntu 20.04 on EC2": "ubuntu adm dialout cdrom floppy sudo audio dip video plugdev netdev lxd docker",
    },
    wrong: { "the login is an old one": "ubuntu adm dialout cdrom floppy sudo audio dip video plugdev netdev lxd" },
  },
  "the whale speaks": {
    section: "1.1.3",
    typed: "docker run docker/whalesay",
    right: {
      "a stand-in": `Unable to find image 'docker/whalesay:latest' locally
latest: Pulling from docker/whalesay
90ee74590a2f: Pull complete
Digest: ${digest}
Status: Downloaded newer image for docker/whalesay:latest
${whale}`,
      "Docker 26.1 with schema 1 switched on": `Unable to find image 'docker/whalesay:latest' locally
latest: Pulling from docker/whalesay
[DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default and will be removed in an upcoming release.
Image docker.io/docker/whalesay:latest uses outdated schema1 manifest format. Please upgrade to a schema2 image for better future compatibility.
e190868d63f8: Pull complete
909cd34c6fd7: Pull complete
Digest: ${digest}
Status: Downloaded newer image for docker/whalesay:latest
${whale.replaceAll("\\\n", "\\     \n")}`,
    },
    wrong: {
      "Docker 26.1 that was not": `Unable to find image 'docker/whalesay:latest' locally
latest: Pulling from docker/whalesay
docker: [DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default and will be removed in an upcoming release.
See 'docker run --help'.`,
    },
  },
  "nginx starts": {
    section: "1.1.3",
    typed: "docker logs -f",
    right: {
      "a stand-in": `/docker-entrypoint.sh: Configuration complete; ready for start up\n${started}`,
      "the image of Docker Hub": `/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration
/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/
10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf
/docker-entrypoint.sh: Configuration complete; ready for start up
${started}`,
    },
    wrong: { "it did not": "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)" },
  },
  "wget is installed in nginx": {
    section: "1.1.3",
    typed: "docker exec 64eb235def02 sh -c",
    right: {
      "a stand-in": `
WARNING: apt does not have a stable CLI interface. Use with caution in scripts.

Get:1 http://archive.example/debian bookworm InRelease [151 kB]
Fetched 15.8 MB in 1s (14.3 MB/s)
Reading package lists...
Setting up wget (1.21.3-1+deb12u1) ...`,
      "the image of Docker Hub, on Debian 13": `Get:1 http://archive.example/debian trixie InRelease [140 kB]
Fetched 9882 kB in 2s (5341 kB/s)
Installing:
  wget
Fetched 1287 kB in 0s (9.5 MB/s)
Setting up wget (1.25.0-2) ...
Processing triggers for libc-bin (2.41-12) ...`,
    },
    wrong: {
      "it is there already": "Fetched 15.8 MB in 1s (14.3 MB/s)\nwget is already the newest version (1.21.3-1).",
    },
  },
  "a file is copied": {
    section: "1.1.3",
    typed: "docker cp 64eb235def02:",
    right: {
      [debian]: "",
      [focal]: "Successfully copied 2.56kB to /home/ubuntu/1.1.3/.",
    },
    wrong: {},
  },
  "the host's users are served": {
    section: "1.1.3",
    typed: "docker exec 64eb235def02 curl",
    right: {
      "curl's progress before the file": `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
100  1148  100  1148    0     0   176k      0 --:--:-- --:--:-- --:--:--  186k
root:x:0:0:root:/root:/bin/bash
ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash`,
      "the file into curl's progress": `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0root:x:0:0:root:/root:/bin/bash
ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash
100  1148  100  1148    0     0   176k      0 --:--:-- --:--:-- --:--:--  186k`,
    },
    wrong: {
      "they are the image's own":
        "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
    },
  },
  "exec into a container that has stopped": {
    section: "1.1.3",
    typed: "docker exec -it 2594991b82c0",
    right: {
      [debian]: `Error response from daemon: Container ${id} is not running`,
      [focal]: `Error response from daemon: container ${id} is not running`,
    },
    wrong: { "it is none": `Error response from daemon: No such container: ${id}` },
  },
  "a login": {
    section: "1.3",
    typed: "echo 'docker-basics' | docker login",
    right: {
      [debian]: `WARNING! Your password will be stored unencrypted in /home/ubuntu/.docker/config.json.
Configure a credential helper to remove this warning. See
https://docs.docker.com/engine/reference/commandline/login/#credentials-store

Login Succeeded`,
      "with a credential helper": "Login Succeeded",
    },
    wrong: {
      "the password is another":
        "Error response from daemon: login attempt to http://localhost:5001/v2/ failed with status: 401 Unauthorized",
    },
  },
  "a push": {
    section: "1.3",
    typed: "docker push",
    right: {
      "a stand-in": `The push refers to repository [localhost:5001/my-nginx]
95068520c6a6: Pushed
1.0: digest: ${digest} size: 1361`,
      "what is there already": `The push refers to repository [localhost:5001/my-nginx]
95068520c6a6: Layer already exists
1.0: digest: ${digest} size: 1778`,
    },
    wrong: {
      "without a login": `The push refers to repository [localhost:5001/my-nginx]
95068520c6a6: Preparing
no basic auth credentials`,
    },
  },
  "a published port": {
    section: "1.5.1",
    typed: "docker ps",
    right: {
      "IPv4 alone": ps("0.0.0.0:5000->80/tcp"),
      "IPv4 and IPv6": ps("0.0.0.0:5000->80/tcp, :::5000->80/tcp"),
    },
    wrong: { "another port": ps("0.0.0.0:5001->80/tcp"), none: ps("80/tcp") },
  },
  "nginx's page": {
    section: "1.5.1",
    typed: "curl -s localhost:5000",
    right: {
      "a stand-in": `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
</body>
</html>`,
    },
    wrong: { "an empty folder": "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n</body>\r\n</html>" },
  },
  "a user may not update": {
    section: "1.5.4",
    typed: "apt update",
    right: {
      "a stand-in": `Reading package lists... Done
E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)
E: Unable to lock directory /var/lib/apt/lists/`,
      "Ubuntu 18.04": `Reading package lists... Done
E: List directory /var/lib/apt/lists/partial is missing. - Acquire (13: Permission denied)`,
    },
    wrong: { "it may": "Fetched 15.3 MB in 1s (10.7 MB/s)\nReading package lists... Done" },
  },
  "an image of two names": {
    section: "clean-up",
    typed: "docker rmi 3a0d680e73dc",
    right: {
      "any engine":
        "Error response from daemon: conflict: unable to delete 5e1cb2a9d0f3 (must be forced) - image is referenced in multiple repositories",
    },
    wrong: {
      "it is removed": "Untagged: nginx:latest",
      "a container uses it":
        "Error response from daemon: conflict: unable to delete 5e1cb2a9d0f3 (must be forced) - image is being used by stopped container 0a1b2c3d4e5f",
    },
  },
  "all images": {
    section: "clean-up",
    typed: "docker rmi $(docker images -q) -f",
    right: {
      [debian]: `Untagged: nginx:latest\nUntagged: nginx@${digest}\nError: No such image: 5e1cb2a9d0f3`,
      [focal]: `Untagged: my-user:latest
Untagged: nginx:latest
Deleted: sha256:${id}
Error response from daemon: No such image: 5e1cb2a9d0f3:latest`,
    },
    wrong: { "there is none": `"docker rmi" requires at least 1 argument.` },
  },
};

/** What builds printed in which a package was not found. */
const failures = [
  `Sending build context to Docker daemon  2.048kB
Step 1/2 : FROM ubuntu:18.04
 ---> a9f85c4c94ca
Step 2/2 : RUN apt-get install -y python-dev
 ---> Running in 17443116ecc5
E: Unable to locate package python-dev
The command '/bin/sh -c apt-get install -y python-dev' returned a non-zero code: 100`,
  `[+] Building 0.7s (5/5) FINISHED                                                                         docker:default
 => [internal] load build definition from Dockerfile                                                               0.1s
 => ERROR [2/2] RUN apt-get install -y python-dev                                                                  0.4s
------
 > [2/2] RUN apt-get install -y python-dev:
0.373 E: Unable to locate package python-dev
------
ERROR: failed to solve: process "/bin/sh -c apt-get install -y python-dev" did not complete successfully: exit code: 100`,
];

describe.each(Object.entries(cases))("%s", (_name, { section, typed, right, wrong }) => {
  const texts = [
    ...Object.entries(right).map(([host, text]) => ({ verdict: "holds", host, text })),
    ...Object.entries(wrong).map(([host, text]) => ({ verdict: "does not hold", host, text })),
  ];

  test.each(texts)(`the chapter's step "${typed}" $verdict: $host`, ({ verdict, text }) => {
    const { holds } = compareStep(command(section, typed), text, Bindings.none);
    expect(holds).toBe(verdict === "holds");
  });
});

/** What a step printed in a run of the chapter; long installations are cut. */
interface Recorded {
  section: string;
  typed: string;
  output: string[];
}

/** The steps that print other lines on other engines, from a run on each: the chapter's builds, and what apt says. */
const recorded: [string, Recorded[]][] = Object.entries(
  JSON.parse(await readFile(join(import.meta.dirname, "engines.json"), "utf8")),
);

describe.each(recorded)("what a run of the chapter printed on %s", (engine, steps) => {
  /** Compares the outputs of a section one after the other. */
  const judged = (id: string, change = (text: string) => text) => {
    let bindings = Bindings.none;
    return steps
      .filter(({ section }) => section === id)
      .map(({ typed, output }) => {
        const match = compareStep(command(id, typed), change(output.join("\n")), bindings);
        if (match.holds) bindings = match.bindings;
        return [typed, match.holds];
      });
  };
  const sections = [...new Set(steps.map(({ section }) => section))];

  test.each(sections)("holds in section %s", (id) => {
    expect(judged(id).filter(([, holds]) => !holds)).toEqual([]);
  });

  test("has the other lines for which it was recorded", () => {
    const builds = steps.filter(({ typed }) => typed.startsWith("docker build "));
    expect(builds).toHaveLength(4);
    for (const { output } of builds)
      expect(output.join("\n").includes("[+] Building")).toBe(engine.includes("BuildKit"));
    const stateless = steps.filter(({ output }) => !output.includes("Reading state information... Done"));
    expect(stateless.some(({ typed }) => typed.startsWith("sudo apt "))).toBe(engine.includes("apt 3"));
  });

  test.each(["1.4.1", "1.5.3", "1.5.4"])(
    "does not hold in section %s when another image is listed than was built",
    (id) => {
      const other = (text: string) =>
        text.startsWith("REPOSITORY") ? text.replace(/[0-9a-f]{12}/, "0a1b2c3d4e5f") : text;
      expect(judged(id, other).filter(([, holds]) => !holds)).toEqual([
        [expect.stringMatching("^docker images"), false],
      ]);
    },
  );

  test("does not hold for a build that failed", () => {
    for (const { section, typed } of steps)
      for (const failure of failures)
        if (typed.startsWith("docker build "))
          expect(compareStep(command(section, typed), failure, Bindings.none).holds).toBe(false);
  });
});
