import { lesson, type Row, testRows } from "./row.ts";

const rows: readonly Row[] = [
  {
    at: "3:12",
    typed: "docker inspect -f '{{.State.ExitCode}}' health",
    output: "137",
    means: "differs 12: otherWord health | web",
  },
  { at: "3:12", typed: "docker inspect -f '{{.State.ExitCode}}' web job", output: "137\n7", means: "nothing" },
  { at: "3:13", typed: "docker start job", output: "job", means: "nothing" },
  {
    at: "3:13",
    typed: "docker unpause web",
    output:
      "Error response from daemon: Container 6e1a3cf8254709db6f81a3c2e4507f91b3d26480afc5e7193b2d46f80a1c3e52 is not running",
    exit: 1,
    means: "nothing",
  },
  {
    at: "3:13",
    typed: "docker run -d --name web nginx:1.27",
    output:
      'docker: Error response from daemon: Conflict. The container name "/web" is already in use by container "6e1a3cf8254709db6f81a3c2e4507f91b3d26480afc5e7193b2d46f80a1c3e52". You have to remove (or rename) that container to be able to reuse that name.\n\nRun \'docker run --help\' for more information',
    exit: 125,
    means: "nothing",
  },
  { at: "3:13", typed: "docker start web2", output: "web2", means: "differs 13: otherWord web2 | web" },
  {
    at: "3:13",
    typed: "docker start wbe",
    output: "Error response from daemon: No such container: wbe\nError: failed to start containers: wbe",
    exit: 1,
    means: "differs 13: otherWord wbe | web",
  },
  {
    at: "3:14",
    typed:
      "docker run -d --name health --health-cmd 'test -f /tmp/OK' --health-interval 1s --health-retries 1 alpine:3.20 sleep 600",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "nothing",
  },
  {
    at: "3:14",
    typed:
      "docker run -d --name health --health-cmd 'test -f /tmp/ok' --health-interval 10s --health-retries 1 alpine:3.20 sleep 600",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "differs 14: otherWord 10s | 1s",
  },
  {
    at: "3:14",
    typed: "docker run -d --name health --health-cmd 'test -f /tmp/ok' --health-interval 1s alpine:3.20 sleep 600",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "differs 14: noWord --health-retries; noWord 1",
  },
  {
    at: "3:14",
    typed:
      "docker run -d --name health --health-cmd 'test -f /tmp/ok' --health-interval 1s --health-retries 3 alpine:3.20 sleep 600",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "nothing",
  },
  {
    at: "3:14",
    typed:
      "docker run -d --name health --health-cmd test -f /tmp/ok --health-interval 1s --health-retries 1 alpine:3.20 sleep 600",
    output:
      "unknown shorthand flag: 'f' in -f\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "differs 14: otherWord test | test -f /tmp/ok; moreWord -f",
  },
  {
    at: "3:14",
    typed: "docker run -d --name health  alpine:3.20 sleep 600",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "nothing",
  },
  {
    at: "3:14",
    typed: "docker run -d --name health --no-healthcheck alpine:3.20 sleep 600",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "nothing",
  },
  {
    at: "3:14",
    typed:
      "docker run -d --name health alpine:3.20 sleep 600 --health-cmd 'test -f /tmp/ok' --health-interval 1s --health-retries 1",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "nothing",
  },
  {
    at: "3:14",
    typed:
      "docker run -d --name health --health-cmd 'test -d /tmp/ok' --health-interval 1s --health-retries 1 alpine:3.20 sleep 600",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "differs 14: otherWord -d | -f",
  },
  {
    at: "3:14",
    typed:
      "docker run -d --name health --health-cmd 'test -f /tmp/ok' --health-interval 1s --health-retries 1 alpine:3.20 sleep 6",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "nothing",
  },
  {
    at: "3:14",
    typed:
      "docker run -d --name health --health-cmd 'test -f /tmp/ok' --health-timeout 1s --health-retries 1 alpine:3.20 sleep 600",
    output: "d2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7",
    means: "nothing",
  },
  {
    at: "3:15",
    typed: "docker inspect -f '{{.State.Health.Status}}' health",
    output: "starting",
    means: "differs 15: otherLine starting | unhealthy",
  },
  {
    at: "3:15",
    typed: "docker inspect -f '{{.State.Health.Status}}' web",
    output:
      'template parsing error: template: :1:8: executing "" at <.State.Health.Status>: map has no entry for key "Health"',
    exit: 1,
    means: "differs 15: otherWord web | health",
  },
  { at: "3:15", typed: "docker inspect -f '{{.State.Status}}' health", output: "running", means: "nothing" },
  { at: "3:15", typed: "echo unhealthy", output: "unhealthy", means: "nothing" },
  { at: "3:15", typed: "docker inspect -f '{{.State.Health.FailingStreak}}' health", output: "4", means: "nothing" },
  {
    at: "3:15",
    typed: "docker inspect -f '{{.State.Health.Status}}' health",
    output: "healthy",
    means: "differs 15: otherLine healthy | unhealthy",
  },
  { at: "3:16", typed: "docker exec web touch /tmp/ok", means: "differs 16: otherWord web | health" },
  { at: "3:16", typed: "docker exec health touch /tmp/OK", means: "differs 16: otherWord /tmp/OK | /tmp/ok" },
  { at: "3:16", typed: "docker exec health touch ok", means: "nothing" },
  { at: "3:16", typed: "touch /tmp/ok", means: "nothing" },
  { at: "3:16", typed: "docker exec health rm -f /tmp/ok", means: "nothing" },
  { at: "3:16", typed: "docker exec health test -f /tmp/ok", exit: 1, means: "nothing" },
  { at: "3:16", typed: "docker exec health mkdir /tmp/ok", means: "differs 16: otherWord mkdir | touch" },
  {
    at: "3:16",
    typed: "docker exec loop touch /tmp/ok",
    output: "Error response from daemon: No such container: loop",
    exit: 1,
    means: "differs 16: otherWord loop | health",
  },
  { at: "3:16", typed: "docker run --rm alpine:3.20 touch /tmp/ok", means: "nothing" },
  { at: "3:16", typed: "docker exec health sh -c 'touch /tmp/OK'", means: "nothing" },
  { at: "3:16", typed: "docker exec health sh -c 'touch /tmp/ok' > /dev/null || true", means: "nothing" },
  {
    at: "3:17",
    typed: "docker ps --filter health=unhealthy --format '{{.Names}}'",
    means: "differs 17: otherWord health=unhealthy | health=healthy",
  },
  {
    at: "3:17",
    typed: "docker ps --filter health=unhealthy --format '{{.Names}}'",
    output: "health",
    means: "nothing",
  },
  { at: "3:17", typed: "docker ps --filter name=health --format '{{.Names}}'", output: "health", means: "nothing" },
  { at: "3:17", typed: "docker ps --format '{{.Names}}'", output: "health\nweb", means: "nothing" },
  { at: "3:17", typed: "echo health", output: "health", means: "nothing" },
  {
    at: "3:17",
    typed: "docker ps --filter health=healthy --format '{{.Names}}'",
    without: [16],
    means: "differs 17: noLine health; first docker exec health touch /tmp/ok",
  },
  {
    at: "3:17",
    typed: "docker ps --filter health=health --format '{{.Names}}'",
    output: "Error response from daemon: invalid filter 'health=health'",
    exit: 1,
    means: "differs 17: otherWord health=health | health=healthy",
  },
  {
    at: "3:18",
    typed: "docker run -d --name loop --restart on-failure:3 alpine:3.20 false",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 18: otherWord on-failure:3 | on-failure:2",
  },
  {
    at: "3:18",
    typed: "docker run -d --name loop --restart on-failure alpine:3.20 false",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 18: otherWord on-failure | on-failure:2",
  },
  {
    at: "3:18",
    typed: "docker run -d --name loop --restart always alpine:3.20 false",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "3:18",
    typed: "docker run -d --name loop --restart on-failure:2 alpine:3.20 true",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 18: otherWord true | false",
  },
  {
    at: "3:18",
    typed: "docker run -d --name loop alpine:3.20 false",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 18: noWord --restart; noWord on-failure:2",
  },
  {
    at: "3:18",
    typed: "docker run -d --restart on-failure:2 alpine:3.20 false",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "differs 18: noWord --name; noWord loop",
  },
  {
    at: "3:18",
    typed: "docker run -d --name loop --restart on-failure:2 alpine:3.20",
    output: "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  {
    at: "3:19",
    typed: "docker inspect -f '{{.RestartCount}}' loop",
    output: "0",
    means: "differs 19: otherLine 0 | 2",
  },
  { at: "3:19", typed: "docker inspect -f '{{.RestartCount}}' web", output: "0", means: "nothing" },
  { at: "3:19", typed: "docker inspect -f '{{.RestartCount}}' loop2", output: "2", means: "nothing" },
  {
    at: "3:19",
    typed: "docker inspect -f '{{.HostConfig.RestartPolicy.MaximumRetryCount}}' loop",
    output: "2",
    means: "nothing",
  },
  { at: "3:19", typed: "echo 2", output: "2", means: "nothing" },
  {
    at: "3:19",
    typed: "docker inspect -f '{{.State.RestartCount}}' loop",
    output:
      'template parsing error: template: :1:8: executing "" at <.State.RestartCount>: map has no entry for key "RestartCount"',
    exit: 1,
    means: "differs 19: otherWord {{.State.RestartCount}} | {{.RestartCount}}",
  },
  {
    at: "3:20",
    typed: "docker events --since 10m --until 0s --filter container=web --format '{{.Action}}'",
    output: "create\nstart\npause\nunpause\nkill\nkill\ndie\nstart",
    means: "differs 20: otherWord container=web | container=job",
  },
  {
    at: "3:20",
    typed: "docker events --since 10m --until 0s --filter container=job",
    output:
      "2026-11-24T09:00:01.123456789Z container create 0b5274df91638eac2648fa1c3e057d91b3df527490b6d8fa1c2e36480a5c7e9b (image=alpine:3.20, name=job)",
    means: "nothing",
  },
  {
    at: "3:20",
    typed: "docker events --since 10m --filter container=job --format '{{.Action}}'",
    output: "create\nstart\ndie",
    runs: true,
    means: "nothing",
  },
  {
    at: "3:20",
    typed: "docker events --since 10m --until 0s --filter container=job2 --format '{{.Action}}'",
    output: "create\nstart\ndie",
    means: "nothing",
  },
  {
    at: "3:20",
    typed: "docker events --since 1s --until 0s --filter container=job --format '{{.Action}}'",
    means: "nothing",
  },
  {
    at: "3:20",
    typed: "docker events --since 10m --until 0s --filter container=job --format '{{.Type}}'",
    output: "container\ncontainer\ncontainer",
    means: "nothing",
  },
  { at: "3:20", typed: "printf 'create\\nstart\\ndie\\n'", output: "create\nstart\ndie", means: "nothing" },
  {
    at: "3:21",
    typed: "docker events --filter container=web --filter event=start --format '{{.Type}} {{.Action}}'",
    runs: true,
    means: "nothing",
  },
  {
    at: "3:21",
    typed: "docker events --filter container=job --filter event=restart --format '{{.Type}} {{.Action}}'",
    runs: true,
    means: "nothing",
  },
  { at: "3:21", typed: "docker events --format '{{.Type}} {{.Action}}'", runs: true, means: "nothing" },
  {
    at: "3:21",
    typed: "docker events --filter container=web --filter event=restart --format '{{.Type}} {{.Action}}' --until 0s",
    means: "nothing",
  },
  { at: "3:21", typed: "docker events --filter container=web --filter event=restart", runs: true, means: "nothing" },
  { at: "3:24", typed: "docker kill web health", output: "web\nhealth", means: "differs 24: otherWord kill | stop" },
  {
    at: "3:24",
    typed: "docker restart web health",
    output: "web\nhealth",
    means: "differs 24: otherWord restart | stop",
  },
  { at: "3:24", typed: "docker stop web", output: "web", means: "nothing" },
  { at: "3:24", typed: "docker stop web loop", output: "web\nloop", means: "nothing" },
  { at: "3:24", typed: "docker pause web health", output: "web\nhealth", means: "differs 24: otherWord pause | stop" },
  { at: "3:24", typed: "docker rm -f web health", output: "web\nhealth", means: "nothing" },
  {
    at: "3:25",
    typed: "docker container prune -f",
    output:
      "Deleted Containers:\n73bf5192d4608eacf6183a2c4e0579b1d35f7294b0d6e81a3cfe26480a1c5d72\n0b5274df91638eac2648fa1c3e057d91b3df527490b6d8fa1c2e36480a5c7e9b\n\nTotal reclaimed space: 1.093kB",
    without: [24],
    means:
      "differs 25: otherLine 0b5274df91638eac2648fa1c3e057d91b3df527490b6d8fa1c2e36480a5c7e9b | 4d8f61a3c2e57094bfd1536280a4ce79bd5f7193b2d0546f81a3c5e7290b4d6f; first docker stop web health",
  },
  {
    at: "3:25",
    typed: "docker container prune -f",
    output: "Total reclaimed space: 0B",
    means: "differs 25: otherLine Total | Deleted",
  },
  { at: "3:25", typed: "docker image prune -f", output: "Total reclaimed space: 0B", means: "nothing" },
  {
    at: "3:25",
    typed: "docker container prune",
    output: "WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] n",
    means: "nothing",
  },
  { at: "3:25", typed: "docker volume prune -f", output: "Total reclaimed space: 0B", means: "nothing" },
  {
    at: "3:25",
    typed: "docker container purge -f",
    output:
      "docker: unknown command: docker container purge\n\nUsage:  docker container COMMAND\n\nRun 'docker container --help' for more information",
    exit: 1,
    means: "differs 25: otherWord purge | prune",
  },
  {
    at: "3:25",
    typed: "docker container prune -f --filter until=24h",
    output: "Total reclaimed space: 0B",
    means: "nothing",
  },
  {
    at: "3:25",
    typed: "docker container prune",
    output: "WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] N",
    means: "nothing",
  },
];

testRows(await lesson("options"), rows);
