import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("python");

const right: readonly Row[] = [
  {
    at: "2:3",
    typed: "python3 -m unittest --verbose",
    output:
      "test_adds (test_shop.TotalTest.test_adds) ... ok\n\n----------------------------------------------------------------------\nRan 1 test in 0.000s\n\nOK",
    means: "done 3",
  },
  {
    at: "2:3",
    typed: "python3 -m unittest discover -v",
    output:
      "test_adds (test_shop.TotalTest.test_adds) ... ok\n\n----------------------------------------------------------------------\nRan 1 test in 0.001s\n\nOK",
    means: "nothing",
  },
  {
    at: "2:3",
    typed: "python3 -m unittest -v test_shop",
    output:
      "test_adds (test_shop.TotalTest.test_adds) ... ok\n\n----------------------------------------------------------------------\nRan 1 test in 0.000s\n\nOK",
    means: "nothing",
  },
  {
    at: "2:4",
    typed: "python3 -m unittest test_shop.TotalTest.test_adds",
    output: ".\n----------------------------------------------------------------------\nRan 1 test in 0.000s\n\nOK",
    means: "nothing",
  },
  {
    at: "2:4",
    typed: "python3 -m unittest test_shop",
    output: ".\n----------------------------------------------------------------------\nRan 1 test in 0.006s\n\nOK",
    means: "nothing",
  },
  {
    at: "2:5",
    typed: 'echo \'{"name": "apple", "price": 3}\' | tee goods.json',
    output: '{"name": "apple", "price": 3}',
    means: "done 5",
  },
  { at: "2:5", typed: 'cat > goods.json <<EOF\n{"name": "apple", "price": 3}\nEOF', means: "done 5" },
  { at: "2:5", typed: 'printf \'{"name": "apple", "price": 3}\\n\' > ./goods.json', means: "done 5" },
  {
    at: "2:6",
    typed: "cat goods.json | python3 -m json.tool",
    output: '{\n    "name": "apple",\n    "price": 3\n}',
    means: "otherwise 6",
  },
  {
    at: "2:6",
    typed: "python3 -m json.tool < goods.json",
    output: '{\n    "name": "apple",\n    "price": 3\n}',
    means: "otherwise 6",
  },
  {
    at: "2:6",
    typed: "python3 -m json.tool ./goods.json",
    output: '{\n    "name": "apple",\n    "price": 3\n}',
    means: "done 6",
  },
  { at: "2:7", typed: "python3 -m json.tool --indent=2 goods.json > pretty.json", means: "done 7" },
  { at: "2:7", typed: "python3 -m json.tool goods.json --indent 2 > pretty.json", means: "done 7" },
  { at: "2:7", typed: "python3 -m json.tool --indent 2 goods.json pretty.json", means: "nothing" },
  {
    at: "2:7",
    typed: "python3 -m json.tool --indent 2 goods.json | tee pretty.json",
    output: '{\n  "name": "apple",\n  "price": 3\n}',
    means: "done 7",
  },
  { at: "2:8", typed: "cat ./pretty.json", output: '{\n  "name": "apple",\n  "price": 3\n}', means: "done 8" },
  {
    at: "2:8",
    typed: "less -FX pretty.json",
    output: '\u001b=\n{\n  "name": "apple",\n  "price": 3\n}\n\n\u001b>',
    means: "nothing",
  },
  {
    at: "2:9",
    typed: "python3 -c \"import json; print(json.load(open('goods.json'))['price'])\"",
    output: "3",
    means: "done 9",
  },
  {
    at: "2:9",
    typed: 'python3 -c \'import json;print(json.load(open("goods.json"))["price"])\'',
    output: "3",
    means: "done 9",
  },
  { at: "2:10", typed: "mkdir -p lib/", means: "done 10" },
  { at: "2:10", typed: "mkdir lib && mv shop.py lib/", means: "done 10, done 11" },
  { at: "2:10", typed: "mkdir lib; mv shop.py lib", means: "done 10, done 11" },
  { at: "2:11", typed: "mv shop.py lib", means: "done 11" },
  { at: "2:11", typed: "cp shop.py lib/ && rm shop.py", means: "nothing" },
  {
    at: "2:12",
    typed: 'python3 -c "import shop"',
    output:
      "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\n    import shop\nModuleNotFoundError: No module named 'shop'",
    exit: 1,
    means: "done 12",
  },
  {
    at: "2:13",
    typed: "PYTHONPATH=./lib python3 -c 'import shop; print(shop.total([1, 2]))'",
    output: "3",
    means: "nothing",
  },
  {
    at: "2:13",
    typed: "PYTHONPATH=lib python3 -c 'import shop; print(shop.total([1,2]))'",
    output: "3",
    means: "done 13",
  },
  {
    at: "2:13",
    typed: "env PYTHONPATH=lib python3 -c 'import shop; print(shop.total([1, 2]))'",
    output: "3",
    means: "done 13",
  },
  { at: "2:13", typed: "cd lib && python3 -c 'import shop; print(shop.total([1, 2]))'", output: "3", means: "nothing" },
  { at: "2:14", typed: 'export PYTHONPATH="lib"', means: "done 14" },
  { at: "2:14", typed: "PYTHONPATH=lib; export PYTHONPATH", means: "done 14" },
  { at: "2:14", typed: "declare -x PYTHONPATH=lib", means: "done 14" },
  {
    at: "2:15",
    typed: "python3 -m unittest --quiet",
    output: "----------------------------------------------------------------------\nRan 1 test in 0.000s\n\nOK",
    means: "done 15",
  },
  {
    at: "2:15",
    typed: "PYTHONPATH=lib python3 -m unittest -q",
    output: "----------------------------------------------------------------------\nRan 1 test in 0.000s\n\nOK",
    means: "nothing",
  },
  { at: "2:16", typed: "unset -v PYTHONPATH", means: "nothing" },
  { at: "2:16", typed: "export -n PYTHONPATH", means: "nothing" },
  {
    at: "2:17",
    typed: "find -name __pycache__ -type d | sort",
    output: "./__pycache__\n./lib/__pycache__",
    means: "done 17",
  },
  {
    at: "2:17",
    typed: "find . -type d -name __pycache__ | sort",
    output: "./__pycache__\n./lib/__pycache__",
    means: "otherwise 17",
  },
  {
    at: "2:17",
    typed: "find . -name '__pycache__' -type d | sort -u",
    output: "./__pycache__\n./lib/__pycache__",
    means: "otherwise 17",
  },
  { at: "2:18", typed: "rm -r __pycache__ lib/__pycache__", means: "done 18" },
  { at: "2:18", typed: "find . -name __pycache__ -exec rm -r {} +", means: "nothing" },
  { at: "2:18", typed: "rm -rf lib/__pycache__ __pycache__/", means: "done 18" },
  { at: "2:19", typed: "python3 -m http.server 8000 &> server.log &", output: "[1] 15753", means: "done 19" },
  { at: "2:19", typed: "python3 -m http.server > server.log 2>&1 &", output: "[1] 15810", means: "nothing" },
  { at: "2:19", typed: "nohup python3 -m http.server 8000 > server.log 2>&1 &", output: "[1] 15868", means: "nothing" },
  {
    at: "2:21",
    typed: "curl -s http://localhost:8000/goods.json",
    output: '{"name": "apple", "price": 3}',
    means: "done 21",
  },
  {
    at: "2:21",
    typed: "curl --silent localhost:8000/goods.json",
    output: '{"name": "apple", "price": 3}',
    means: "done 21",
  },
  { at: "2:21", typed: "curl -s 127.0.0.1:8000/goods.json", output: '{"name": "apple", "price": 3}', means: "done 21" },
  {
    at: "2:21",
    typed: "wget -qO- localhost:8000/goods.json",
    output: 'Prepended http:// to \'localhost:8000/goods.json\'\n{"name": "apple", "price": 3}',
    means: "nothing",
  },
  {
    at: "2:22",
    typed: "kill %%",
    output: "[1]+  Terminated              python3 -m http.server 8000 > server.log 2>&1",
    means: "nothing",
  },
  { at: "2:22", typed: "kill %python3", means: "nothing" },
  { at: "2:22", typed: "kill $(pgrep -f http.server)", means: "nothing" },
  { at: "2:22", typed: "kill -TERM %1", means: "done 22" },
];

const wrong: readonly Row[] = [
  {
    at: "2:3",
    typed: "python3 -m unitest -v",
    output: "/usr/bin/python3: No module named unitest",
    exit: 1,
    means: "differs 3: otherWord unitest | unittest",
  },
  { at: "2:3", typed: "python3 test_shop.py", means: "nothing" },
  {
    at: "2:4",
    typed: "python3 -m unittest test_shop.TotalTset",
    output:
      "E\n======================================================================\nERROR: TotalTset (unittest.loader._FailedTest.TotalTset)\n----------------------------------------------------------------------\nAttributeError: module 'test_shop' has no attribute 'TotalTset'. Did you mean: 'TotalTest'?\n\n----------------------------------------------------------------------\nRan 1 test in 0.000s\n\nFAILED (errors=1)",
    exit: 1,
    means: "differs 4: otherWord test_shop.TotalTset | test_shop.TotalTest",
  },
  { at: "2:5", typed: 'echo {"name": "apple", "price": 3} > goods.json', means: "nothing" },
  { at: "2:5", typed: 'echo \'{"name": "apple", "price": 2}\' > goods.json', means: "nothing" },
  {
    at: "2:6",
    typed: "python3 -m json.tool goods.jsn",
    output:
      'Traceback (most recent call last):\n  File "<frozen runpy>", line 198, in _run_module_as_main\n  File "<frozen runpy>", line 88, in _run_code\n  File "/usr/lib/python3.13/json/tool.py", line 87, in <module>\n    main()\n    ~~~~^^\n  File "/usr/lib/python3.13/json/tool.py", line 63, in main\n    infile = open(options.infile, encoding=\'utf-8\')\nFileNotFoundError: [Errno 2] No such file or directory: \'goods.jsn\'',
    exit: 1,
    means: "differs 6: otherWord goods.jsn | goods.json",
  },
  {
    at: "2:6",
    typed: "python3 json.tool goods.json",
    output: "python3: can't open file '/home/ubuntu/2/json.tool': [Errno 2] No such file or directory",
    exit: 2,
    means: "differs 6: noWord -m",
  },
  { at: "2:7", typed: "python3 -m json.tool --indent 4 goods.json > pretty.json", means: "nothing" },
  {
    at: "2:7",
    typed: "python3 -m json.tool --indent 2 goods.json > goods.json",
    output: "Expecting value: line 1 column 1 (char 0)",
    exit: 1,
    means: "differs 7: otherWord >goods.json | >pretty.json",
  },
  {
    at: "2:7",
    typed: "python3 -m json.tool --indent 2 goods.json",
    output: '{\n  "name": "apple",\n  "price": 3\n}',
    means: "differs 7: noWord >pretty.json",
  },
  { at: "2:8", typed: "cat goods.json", output: '{"name": "apple", "price": 3}', means: "nothing" },
  {
    at: "2:9",
    typed: 'python3 -c \'import json; print(json.load(open("goods.json"))["name"])\'',
    output: "apple",
    means: "nothing",
  },
  {
    at: "2:9",
    typed: 'python3 -c \'print(json.load(open("goods.json"))["price"])\'',
    output:
      'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n    print(json.load(open("goods.json"))["price"])\n          ^^^^\nNameError: name \'json\' is not defined. Did you forget to import \'json\'?',
    exit: 1,
    means:
      'differs 9: otherWord print(json.load(open("goods.json"))["price"]) | import json; print(json.load(open("goods.json"))["price"])',
  },
  { at: "2:11", typed: "cp shop.py lib/", means: "differs 11: otherWord cp | mv" },
  {
    at: "2:11",
    typed: "mv shop.py lib/",
    output: "mv: cannot move 'shop.py' to 'lib/': Not a directory",
    exit: 1,
    without: [10],
    means: "differs 11: status 1 | 0; moreLine mv: cannot move 'shop.py' to 'lib/': Not a directory; first mkdir lib",
  },
  {
    at: "2:12",
    typed: "python3 -c 'import shop'",
    without: [11],
    means: "differs 12: status 0 | 1; noLine ModuleNotFoundError: No module named 'shop'; first mv shop.py lib/",
  },
  {
    at: "2:13",
    typed: "python3 -c 'import shop; print(shop.total([1, 2]))'",
    output:
      "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\n    import shop; print(shop.total([1, 2]))\n    ^^^^^^^^^^^\nModuleNotFoundError: No module named 'shop'",
    exit: 1,
    means: "differs 13: noWord PYTHONPATH=lib",
  },
  {
    at: "2:13",
    typed: "PYTHONPATH=bin python3 -c 'import shop; print(shop.total([1, 2]))'",
    output:
      "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\n    import shop; print(shop.total([1, 2]))\n    ^^^^^^^^^^^\nModuleNotFoundError: No module named 'shop'",
    exit: 1,
    means: "differs 13: otherWord PYTHONPATH=bin | PYTHONPATH=lib",
  },
  { at: "2:14", typed: "PYTHONPATH=lib", means: "nothing" },
  {
    at: "2:14",
    typed: "export PYTHONPATH = lib",
    output: "bash: export: `=': not a valid identifier",
    exit: 1,
    means: "differs 14: otherWord PYTHONPATH | PYTHONPATH=lib; moreWord =",
  },
  { at: "2:14", typed: "export PYHTONPATH=lib", means: "differs 14: otherWord PYHTONPATH=lib | PYTHONPATH=lib" },
  {
    at: "2:15",
    typed: "python3 -m unittest -q",
    output:
      '======================================================================\nERROR: test_shop (unittest.loader._FailedTest.test_shop)\n----------------------------------------------------------------------\nImportError: Failed to import test module: test_shop\nTraceback (most recent call last):\n  File "/usr/lib/python3.13/unittest/loader.py", line 396, in _find_test_path\n    module = self._get_module_from_name(name)\n  File "/usr/lib/python3.13/unittest/loader.py", line 339, in _get_module_from_name\n    __import__(name)\n    ~~~~~~~~~~^^^^^^\n  File "/home/ubuntu/2/test_shop.py", line 3, in <module>\n    from shop import total\nModuleNotFoundError: No module named \'shop\'\n\n\n----------------------------------------------------------------------\nRan 1 test in 0.000s\n\nFAILED (errors=1)',
    exit: 1,
    without: [14],
    means:
      "differs 15: status 1 | 0; otherLine ====================================================================== | ----------------------------------------------------------------------; first export PYTHONPATH=lib",
  },
  { at: "2:16", typed: "unset $PYTHONPATH", means: "nothing" },
  { at: "2:18", typed: "rm -rf __pycache__", means: "nothing" },
  {
    at: "2:18",
    typed: "rm __pycache__ lib/__pycache__",
    output: "rm: cannot remove '__pycache__': Is a directory\nrm: cannot remove 'lib/__pycache__': Is a directory",
    exit: 1,
    means: "differs 18: noWord -rf",
  },
  {
    at: "2:19",
    typed: "python3 -m http.server 8080 > server.log 2>&1 &",
    output: "[1] 15927",
    means: "differs 19: otherWord 8080 | 8000",
  },
  {
    at: "2:21",
    typed: "curl -s localhost:8000/good.json",
    output:
      '<!DOCTYPE HTML>\n<html lang="en">\n    <head>\n        <meta charset="utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: 404</p>\n        <p>Message: File not found.</p>\n        <p>Error code explanation: 404 - Nothing matches the given URI.</p>\n    </body>\n</html>',
    means: "differs 21: otherWord localhost:8000/good.json | localhost:8000/goods.json",
  },
  {
    at: "2:21",
    typed: "curl -s localhost:8080/goods.json",
    exit: 7,
    means: "differs 21: otherWord localhost:8080/goods.json | localhost:8000/goods.json",
  },
  {
    at: "2:22",
    typed: "kill %2",
    output: "bash: kill: %2: no such job",
    exit: 1,
    means: "differs 22: otherWord %2 | %1",
  },
  {
    at: "2:22",
    typed: "kil %1",
    output: "bash: kil: command not found",
    exit: 127,
    means: "differs 22: otherWord kil | kill",
  },
  {
    at: "2:13",
    typed: "PYTHONPATH=lib; python3 -c 'import shop; print(shop.total([1, 2]))'",
    output:
      "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\n    import shop; print(shop.total([1, 2]))\n    ^^^^^^^^^^^\nModuleNotFoundError: No module named 'shop'",
    exit: 1,
    means: "differs 13: moreWord ;",
  },
  {
    at: "2:13",
    typed: "PYTHONPATH=lib python3 -c 'import shop; print(shop.total([1, 3]))'",
    output: "4",
    means: "differs 13: otherWord 3])) | 2]))",
  },
  {
    at: "2:18",
    typed: "rm -r __pycache__ lib/__pycahce__",
    output: "rm: cannot remove 'lib/__pycahce__': No such file or directory",
    exit: 1,
    means: "differs 18: otherWord lib/__pycahce__ | lib/__pycache__",
  },
  { at: "2:18", typed: "cd lib && rm -rf __pycache__ lib/__pycache__", means: "nothing" },
  { at: "2:7", typed: "python3 -m json.tool goods.json --indent 3 > pretty.json", means: "nothing" },
];

const free: readonly Row[] = [
  {
    at: "2:3",
    typed: "python3 -m unittest",
    output: ".\n----------------------------------------------------------------------\nRan 1 test in 0.004s\n\nOK",
    means: "nothing",
  },
];

testRows(note, [...right, ...wrong, ...free]);
