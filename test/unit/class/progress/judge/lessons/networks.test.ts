import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("networks");

const right: readonly Row[] = [
  {
    at: "3.1:1",
    typed: "docker network create backend --driver bridge",
    output: "0716e925d85dc7724d13f0272de4f43b6a208ff628c9e16d03e4e889dbdd1075",
    means: "done 1",
  },
  {
    at: "3.1:4",
    typed: 'docker run -d --name db --network backend -e DB_PASS="secret" ubuntu:18.04 sleep inf',
    output: "3d9a730ea940e17ee287b9ef434a16189942713087dafdeea71dfea4055f9451",
    means: "nothing",
  },
  { at: "3.1:11", typed: "docker network inspect -f '{{len .Containers}}' backend", output: "3", means: "done 11" },
  { at: "3.1:11", typed: "docker inspect backend --format '{{len .Containers}}'", output: "3", means: "done 11" },
  { at: "3.1:12", typed: "docker network disconnect -f backend lonely", means: "done 12" },
  { at: "3.2:1", typed: "docker volume create -d local site", output: "site", means: "done 1" },
  {
    at: "3.2:3",
    typed: "docker run -dp 8081:80 --name front -v site:/usr/share/nginx/html/:ro nginx",
    output: "b1245c3026561551e08a56e5694a6eeaebed32b2173da9d480bd9ac2752eba6c",
    means: "done 3",
  },
  {
    at: "3.2:5",
    typed: "docker exec front bash -c 'echo x > /usr/share/nginx/html/x'",
    output: "bash: line 1: /usr/share/nginx/html/x: Read-only file system",
    exit: 1,
    means: "nothing",
  },
  { at: "3.2:7", typed: "docker stop -t 1 front", output: "front", means: "done 7" },
  { at: "3.2:7", typed: "docker stop --time=0 front", output: "front", means: "done 7" },
  { at: "3.2:8", typed: "docker rm -f front", output: "front", means: "done 8" },
  { at: "3.2:8", typed: "docker rm -v front", output: "front", means: "done 8" },
  { at: "3.2:18", typed: "docker stop ecstatic_snyder", output: "ecstatic_snyder", means: "nothing" },
  { at: "3.2:21", typed: "docker volume rm -f site", output: "site", means: "done 21" },
];

const wrong: readonly Row[] = [
  {
    at: "3.1:9",
    typed: "docker network disconnect backend lonely",
    output:
      "Error response from daemon: container 0c28446b719b17e3982604b6d69b804eaa0b5872b45b6c033b48ed3706489860 is not connected to network backend",
    exit: 1,
    means: "differs 9: otherWord disconnect | connect",
  },
  {
    at: "3.2:7",
    typed: "docker stop fornt",
    output: "Error response from daemon: No such container: fornt",
    exit: 1,
    means: "differs 7: otherWord fornt | front",
  },
  {
    at: "3.2:11",
    typed: "docker run -d -p 8082:80 -v html:/usr/share/nginx/html nginx",
    output: "03615f574ce009365fcf94effa95d9324e7a298ed3543e1e333690d3ade6ab00",
    means: "nothing",
  },
];

const free: readonly Row[] = [
  {
    at: "3.1:2",
    typed: "docker network ls",
    output:
      "NETWORK ID     NAME      DRIVER    SCOPE\ne4f96641b5a4   backend   bridge    local\n67068aac58b8   bridge    bridge    local\n80dbe845f64b   host      host      local\n2b826970cc54   none      null      local",
    means: "nothing",
  },
  {
    at: "3.1:11",
    typed: "docker network inspect backend",
    output:
      '[\n    {\n        "Name": "backend",\n        "Id": "857e38be8584eafba69d997bef3c3a4fb2c752b4733aea7b14557ecf1880cbaf",\n        "Created": "2026-11-30T12:58:29.227952664Z",\n        "Scope": "local",\n        "Driver": "bridge",\n        "EnableIPv6": false,\n        "IPAM": {\n            "Driver": "default",\n            "Options": {},\n            "Config": [\n                {\n                    "Subnet": "172.25.0.0/16",\n                    "Gateway": "172.25.0.1"\n                }\n            ]\n        },\n        "Internal": false,\n        "Attachable": false,\n        "Ingress": false,\n        "ConfigFrom": {\n            "Network": ""\n        },\n        "ConfigOnly": false,\n        "Containers": {\n            "ac8da91ab2e64eb1e8d40d4635d579ce3a95741d1f0188c11511f10a226e3b8d": {\n                "Name": "lonely",\n                "EndpointID": "64415b2b5ae636ef4e73bfc3420542ff3734c14c8d78f0f29e065eebf2a52795",\n                "MacAddress": "02:42:ac:19:00:04",\n                "IPv4Address": "172.25.0.4/16",\n                "IPv6Address": ""\n            },\n            "adf05fdaaefe7f0728f3d9af0c395464232dd00cd6c180bf18ecd695b10f140f": {\n                "Name": "api",\n                "EndpointID": "c580b7037d935a38f2d23d3db8c79dc403271fcd8132ee1c16a22905a7afd47a",\n                "MacAddress": "02:42:ac:19:00:02",\n                "IPv4Address": "172.25.0.2/16",\n                "IPv6Address": ""\n            },\n            "eaa01a8dc41098ff73cad8432c6a3543a4a6f7123d49cf13e0be125f89e79068": {\n                "Name": "db",\n                "EndpointID": "1c5bf2023f9b7f3e9d0f70601050678458dc61c66b7fd86874a93d5210e75fdf",\n                "MacAddress": "02:42:ac:19:00:03",\n                "IPv4Address": "172.25.0.3/16",\n                "IPv6Address": ""\n            }\n        },\n        "Options": {},\n        "Labels": {}\n    }\n]',
    means: "nothing",
  },
  {
    at: "3.2:6",
    typed: "docker inspect front",
    output:
      '[\n    {\n        "Id": "5c1aadebb63adcc2a3f5a30b52601cb527870cc5988a26c73356466464430803",\n        "Created": "2026-11-30T13:00:45.234063335Z",\n        "Path": "/docker-entrypoint.sh",\n        "Args": [\n            "nginx",\n            "-g",\n            "daemon off;"\n        ],\n        "State": {\n            "Status": "running",\n            "Running": true,\n            "Paused": false,\n            "Restarting": false,\n            "OOMKilled": false,\n            "Dead": false,\n            "Pid": 59658,\n            "ExitCode": 0,\n            "Error": "",\n            "StartedAt": "2026-11-30T13:00:45.941202414Z",\n            "FinishedAt": "0001-01-01T00:00:00Z"\n        },\n        "Image": "sha256:e1a75229483437fdf2070faafa3589759ae02e0f4ee8cc0d15c0e0ed3466019f",\n        "ResolvConfPath": "/var/lib/docker/containers/5c1aadebb63adcc2a3f5a30b52601cb527870cc5988a26c73356466464430803/resolv.conf",\n        "HostnamePath": "/var/lib/docker/containers/5c1aadebb63adcc2a3f5a30b52601cb527870cc5988a26c73356466464430803/hostname",\n        "HostsPath": "/var/lib/docker/containers/5c1aadebb63adcc2a3f5a30b52601cb527870cc5988a26c73356466464430803/hosts",\n        "LogPath": "/var/lib/docker/containers/5c1aadebb63adcc2a3f5a30b52601cb527870cc5988a26c73356466464430803/5c1aadebb63adcc2a3f5a30b52601cb527870cc5988a26c73356466464430803-json.log",\n        "Name": "/front",\n        "RestartCount": 0,\n        "Driver": "overlay2",\n        "Platform": "linux",\n        "MountLabel": "",\n        "ProcessLabel": "",\n        "AppArmorProfile": "",\n        "ExecIDs": null,\n        "HostConfig": {\n            "Binds": [\n                "site:/usr/share/nginx/html:ro"\n            ],\n            "ContainerIDFile": "",\n            "LogConfig": {\n                "Type": "json-file",\n                "Config": {}\n            },\n            "NetworkMode": "bridge",\n            "PortBindings": {\n                "80/tcp": [\n                    {\n                        "HostIp": "",\n                        "HostPort": "8081"\n                    }\n                ]\n            },\n            "RestartPolicy": {\n                "Name": "no",\n                "MaximumRetryCount": 0\n            },\n            "AutoRemove": false,\n            "VolumeDriver": "",\n            "VolumesFrom": null,\n            "ConsoleSize": [\n                40,\n                120\n            ],\n            "CapAdd": null,\n            "CapDrop": null,\n            "CgroupnsMode": "host",\n            "Dns": [],\n            "DnsOptions": [],\n            "DnsSearch": [],\n            "ExtraHosts": null,\n            "GroupAdd": null,\n            "IpcMode": "private",\n            "Cgroup": "",\n            "Links": null,\n            "OomScoreAdj": 0,\n            "PidMode": "",\n            "Privileged": false,\n            "PublishAllPorts": false,\n            "ReadonlyRootfs": false,\n            "SecurityOpt": null,\n            "UTSMode": "",\n            "UsernsMode": "",\n            "ShmSize": 67108864,\n            "Runtime": "runc",\n            "Isolation": "",\n            "CpuShares": 0,\n            "Memory": 0,\n            "NanoCpus": 0,\n            "CgroupParent": "",\n            "BlkioWeight": 0,\n            "BlkioWeightDevice": [],\n            "BlkioDeviceReadBps": [],\n            "BlkioDeviceWriteBps": [],\n            "BlkioDeviceReadIOps": [],\n            "BlkioDeviceWriteIOps": [],\n            "CpuPeriod": 0,\n            "CpuQuota": 0,\n            "CpuRealtimePeriod": 0,\n            "CpuRealtimeRuntime": 0,\n            "CpusetCpus": "",\n            "CpusetMems": "",\n            "Devices": [],\n            "DeviceCgroupRules": null,\n            "DeviceRequests": null,\n            "MemoryReservation": 0,\n            "MemorySwap": 0,\n            "MemorySwappiness": null,\n            "OomKillDisable": false,\n            "PidsLimit": null,\n            "Ulimits": [],\n            "CpuCount": 0,\n            "CpuPercent": 0,\n            "IOMaximumIOps": 0,\n            "IOMaximumBandwidth": 0,\n            "MaskedPaths": [\n                "/proc/asound",\n                "/proc/acpi",\n                "/proc/kcore",\n                "/proc/keys",\n                "/proc/latency_stats",\n                "/proc/timer_list",\n                "/proc/timer_stats",\n                "/proc/sched_debug",\n                "/proc/scsi",\n                "/sys/firmware",\n                "/sys/devices/virtual/powercap"\n            ],\n            "ReadonlyPaths": [\n                "/proc/bus",\n                "/proc/fs",\n                "/proc/irq",\n                "/proc/sys",\n                "/proc/sysrq-trigger"\n            ]\n        },\n        "GraphDriver": {\n            "Data": {\n                "LowerDir": "/var/lib/docker/overlay2/6bc721b656e0a190ec2a8c7ac1278ad9d64c1b604c6142abea31daf625635607-init/diff:/var/lib/docker/overlay2/0f363f867d1c8b5375f004c88e7fbb6c5d904943952d02477c24ba9e0f3a1707/diff:/var/lib/docker/overlay2/d13493863a7a7df861afcfa6866a6c271fcba292e4d95f42b269266191934685/diff:/var/lib/docker/overlay2/e6d5f9bb9924684b1b06753a0512a5403867f591e6ae175233458865f112a6f4/diff:/var/lib/docker/overlay2/aab2613c75a9ef0cb390e0aa9728a4723a99a9eaa1c0cd0d556703d20b4c9de8/diff:/var/lib/docker/overlay2/52f46f6a1d9ec404bb048b43c907130f19aa0fb90d4ab0d13343c6d811ff814b/diff",\n                "MergedDir": "/var/lib/docker/overlay2/6bc721b656e0a190ec2a8c7ac1278ad9d64c1b604c6142abea31daf625635607/merged",\n                "UpperDir": "/var/lib/docker/overlay2/6bc721b656e0a190ec2a8c7ac1278ad9d64c1b604c6142abea31daf625635607/diff",\n                "WorkDir": "/var/lib/docker/overlay2/6bc721b656e0a190ec2a8c7ac1278ad9d64c1b604c6142abea31daf625635607/work"\n            },\n            "Name": "overlay2"\n        },\n        "Mounts": [\n            {\n                "Type": "volume",\n                "Name": "site",\n                "Source": "/var/lib/docker/volumes/site/_data",\n                "Destination": "/usr/share/nginx/html",\n                "Driver": "local",\n                "Mode": "ro",\n                "RW": false,\n                "Propagation": ""\n            }\n        ],\n        "Config": {\n            "Hostname": "5c1aadebb63a",\n            "Domainname": "",\n            "User": "",\n            "AttachStdin": false,\n            "AttachStdout": false,\n            "AttachStderr": false,\n            "ExposedPorts": {\n                "80/tcp": {}\n            },\n            "Tty": false,\n            "OpenStdin": false,\n            "StdinOnce": false,\n            "Env": [\n                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",\n                "NGINX_VERSION=1.22.1"\n            ],\n            "Cmd": [\n                "nginx",\n                "-g",\n                "daemon off;"\n            ],\n            "Image": "nginx",\n            "Volumes": null,\n            "WorkingDir": "",\n            "Entrypoint": [\n                "/docker-entrypoint.sh"\n            ],\n            "OnBuild": null,\n            "Labels": {\n                "labnote": "cache",\n                "labnote.stand-in": "nginx, from Debian 12\'s nginx-light"\n            },\n            "StopSignal": "SIGQUIT"\n        },\n        "NetworkSettings": {\n            "Bridge": "",\n            "SandboxID": "5d05a252f019219ba0b8c7c191a64bc4b6551d43ef9e05bcbb59a0dc35bfb298",\n            "SandboxKey": "/var/run/docker/netns/5d05a252f019",\n            "Ports": {\n                "80/tcp": [\n                    {\n                        "HostIp": "0.0.0.0",\n                        "HostPort": "8081"\n                    }\n                ]\n            },\n            "HairpinMode": false,\n            "LinkLocalIPv6Address": "",\n            "LinkLocalIPv6PrefixLen": 0,\n            "SecondaryIPAddresses": null,\n            "SecondaryIPv6Addresses": null,\n            "EndpointID": "4390b1eddd23499935587f7b7086c0e815b56a349d4620d75a024c4331c3d38b",\n            "Gateway": "172.18.0.1",\n            "GlobalIPv6Address": "",\n            "GlobalIPv6PrefixLen": 0,\n            "IPAddress": "172.18.0.2",\n            "IPPrefixLen": 16,\n            "IPv6Gateway": "",\n            "MacAddress": "02:42:ac:12:00:02",\n            "Networks": {\n                "bridge": {\n                    "IPAMConfig": null,\n                    "Links": null,\n                    "Aliases": null,\n                    "MacAddress": "02:42:ac:12:00:02",\n                    "NetworkID": "67068aac58b8162f71028f34f26c5c8af26df78ded09567cd46a01533623cd3e",\n                    "EndpointID": "4390b1eddd23499935587f7b7086c0e815b56a349d4620d75a024c4331c3d38b",\n                    "Gateway": "172.18.0.1",\n                    "IPAddress": "172.18.0.2",\n                    "IPPrefixLen": 16,\n                    "IPv6Gateway": "",\n                    "GlobalIPv6Address": "",\n                    "GlobalIPv6PrefixLen": 0,\n                    "DriverOpts": null,\n                    "DNSNames": null\n                }\n            }\n        }\n    }\n]',
    means: "nothing",
  },
  { at: "3.2:9", typed: "docker volume ls", output: "DRIVER    VOLUME NAME\nlocal     site", means: "nothing" },
  {
    at: "3.2:12",
    typed: "docker ps",
    output:
      'CONTAINER ID   IMAGE     COMMAND                  CREATED         STATUS                  PORTS                  NAMES\n10092d073925   nginx     "/docker-entrypoint.…"   2 seconds ago   Up Less than a second   0.0.0.0:8082->80/tcp   wizardly_antonelli',
    means: "nothing",
  },
];

testRows(note, [...right, ...wrong, ...free]);
