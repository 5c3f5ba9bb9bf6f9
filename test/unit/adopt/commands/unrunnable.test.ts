import { expect, test } from "@jest/globals";
import { unrunnable } from "../../../../src/adopt/commands/unrunnable.ts";

test.each([
  ["brew install git", "macOS"],
  ["choco install git", "Windows"],
  ["Get-ChildItem -Path a", "PowerShell"],
  ["sudo yum install -y docker", "another Linux distribution"],
  ["open index.html", "no screen"],
  ["sudo nano /etc/hosts", "editor"],
  ["git commit", "editor"],
  ["crontab -e", "editor"],
  ["less a.txt", "keys"],
  ["man ls", "keys"],
  ["docker login", "real account"],
  ["docker push mina/app", "real account"],
  ["aws s3 ls", "real account"],
  ["git push origin main", "real account"],
  ["ssh mina@example.com", "another machine"],
  ["passwd", "password"],
  ["mysql -u root -p", "password"],
  ["ssh-keygen", "passphrase"],
  ["python3", "no shell's"],
  ["docker exec -it db mysql -u root", "no shell's"],
  ["vagrant up", "virtual machine"],
  ["cd app && vim Dockerfile", "editor"],
])("%s is left: %s", (typed, why) => {
  expect(unrunnable(typed)).toContain(why);
});

test.each([
  "docker run -d nginx",
  "docker run alpine apk add git",
  "docker push localhost:5000/app",
  "docker login localhost:5000",
  "git commit -m 'First'",
  "git commit -am First",
  "python3 app.py",
  "docker exec -it web bash",
  "docker exec db mysql -u root -e 'show databases'",
  "ssh-keygen -N '' -f key",
  "top -b -n 1",
  "echo vim",
  "aws --version",
  "rm -rf build",
])("%s can run", (typed) => {
  expect(unrunnable(typed)).toBeUndefined();
});
