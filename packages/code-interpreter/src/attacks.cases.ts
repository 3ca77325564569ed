import type { Outcome } from './engine/outcome.ts'

/**
 * A hostile program and how it must end. Programs print `BROKE` when they got through; a result that holds it, or the
 * host's token, fails whatever else is expected. `{file}`, `{port}`, `{socket}`, `{abstract}` stand for things of the
 * host that hold or guard the token.
 */
export interface Attack {
  readonly name: string
  readonly code: string
  /** Endings that are contained; by default the code ends by itself, in whatever way. */
  readonly ended?: readonly Outcome['ended'][]
  /** Must stand in what the program put out. */
  readonly says?: string
  /** Seconds it may run. */
  readonly timeout?: number
  /** Backends it is meant for; by default all. `native`: those that run the machine's own Python. */
  readonly on?: 'native' | 'bubblewrap' | 'pyodide'
  /** Files asked back after the run. */
  readonly take?: readonly string[]
}

/** Defined before every program: runs something that must fail. */
export const prelude = `
x = None
def must_fail(f, *a):
    try:
        r = f(*a)
    except BaseException as e:
        print("held", type(e).__name__)
    else:
        print("BROKE", repr(r)[:300])
def text(path):
    with open(path) as f:
        return f.read(2000)
`

const secrets: readonly Attack[] = [
  ...[
    '/etc/shadow',
    '/root/.bashrc',
    '/etc/ssh/sshd_config',
    '{file}',
    '/proc/1/root{file}',
    '/proc/self/root{file}',
    '/proc/self/cwd/../../..{file}',
  ].map((path) => ({ name: `reads ${path}`, code: `must_fail(text, "${path}")` })),
  {
    name: 'lists home folders',
    code: 'import os\nfor p in ("/root", "/home", "/Users"):\n  print(os.listdir(p) if os.path.isdir(p) else "none")',
  },
  { name: 'looks for the token in its environment', code: 'import os; print(dict(os.environ))' },
  {
    name: 'looks for the token in every environment',
    code: 'import glob\nfor p in glob.glob("/proc/*/environ"):\n  try: print(open(p,"rb").read())\n  except OSError as e: print("held")',
  },
  {
    name: 'looks for the token in every command line',
    code: 'import glob\nfor p in glob.glob("/proc/*/cmdline"):\n  print(open(p,"rb").read()[:100])',
  },
  {
    name: 'searches the disk for the token',
    timeout: 8,
    ended: ['ok', 'error', 'timeout'],
    code: 'import os\nfor top in ("/tmp", "/var", "/opt", "/srv", "/mnt", "/run", "/dev/shm", "/data"):\n  for r, d, f in os.walk(top):\n    for n in f[:200]:\n      try: print(text(os.path.join(r, n))[:200])\n      except Exception: pass',
  },
  { name: 'opens the supervisor’s memory', on: 'native', code: 'must_fail(open, "/proc/1/mem", "r+b")' },
  {
    name: 'opens the supervisor’s descriptors',
    on: 'native',
    code: 'import os\nmust_fail(open, "/proc/1/fd/0", "rb")\nmust_fail(open, "/proc/1/fd/1", "wb")',
  },
  {
    name: 'opens a disk',
    code: 'import os\nfor d in ("/dev/vda", "/dev/sda", "/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/loop0"):\n  must_fail(open, d, "rb")',
  },
  {
    name: 'makes a device',
    code: 'import os\nmust_fail(lambda: os.mknod("/work/d", 0o60666, os.makedev(254, 0)) or open("/work/d", "rb").read(1))',
    on: 'native',
  },
  {
    name: 'talks to a container engine',
    on: 'native',
    code: 'import socket\nfor p in ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/dbus/system_bus_socket"):\n  must_fail(socket.socket(socket.AF_UNIX).connect, p)',
  },
]

const writing: readonly Attack[] = [
  ...[
    '/usr/bin/python3',
    '/usr/lib/x',
    '/etc/passwd',
    '/etc/x',
    '/bin/sh',
    '/dev/x',
    '/proc/sys/kernel/core_pattern',
    '/proc/sys/vm/overcommit_memory',
    '/proc/sysrq-trigger',
    '/sys/kernel/uevent_helper',
  ].map(
    (path): Attack => ({
      name: `writes ${path}`,
      on: 'native',
      code: `must_fail(lambda: open("${path}", "a").write("x"))`,
    }),
  ),
  { name: 'changes the host’s file', code: 'must_fail(lambda: open("{file}", "w").write("x"))' },
  {
    name: 'removes the system',
    on: 'native',
    code: 'import subprocess; print(subprocess.run("rm -rf /usr/bin/id /etc /lib", shell=True).returncode)\nprint(open("/usr/bin/id","rb").read(4))',
    says: 'ELF',
  },
  {
    name: 'links a system file into its folder and writes it',
    on: 'native',
    code: 'import os\nmust_fail(lambda: os.link("/usr/bin/id", "/work/id") or open("/work/id", "a"))',
  },
  {
    name: 'makes a set-uid shell',
    on: 'native',
    code: 'import os, shutil, subprocess\nshutil.copy("/bin/sh", "/work/s"); os.chmod("/work/s", 0o6755)\nprint(subprocess.run(["/work/s", "-p", "-c", "id -u"], capture_output=True, text=True).stdout)\nprint("BROKE" if os.geteuid() == 0 else "held")',
  },
  {
    name: 'uses a set-uid program',
    on: 'native',
    code: 'import subprocess\nr = subprocess.run("su -c id root </dev/null; sudo -n id; mount -t tmpfs x /work", shell=True, capture_output=True, text=True)\nprint("BROKE" if "uid=0" in r.stdout else "held")',
  },
]

const network: readonly Attack[] = [
  {
    name: 'connects to a service on loopback',
    code: 'import socket\nmust_fail(socket.create_connection, ("127.0.0.1", {port}), 2)',
  },
  {
    name: 'connects to it by IPv6 and other names',
    code: 'import socket\nfor h in ("::1", "localhost", "0.0.0.0", "127.1", "::ffff:127.0.0.1"):\n  must_fail(socket.create_connection, (h, {port}), 2)',
  },
  {
    name: 'connects to a unix socket of the host',
    on: 'native',
    code: 'import socket\nmust_fail(socket.socket(socket.AF_UNIX).connect, "{socket}")',
  },
  {
    name: 'connects to an abstract unix socket of the host',
    on: 'native',
    code: 'import socket\nmust_fail(socket.socket(socket.AF_UNIX).connect, "\\0{abstract}")',
  },
  // Pyodide makes addresses up.
  {
    name: 'resolves a name',
    on: 'native',
    code: 'import socket\nmust_fail(socket.getaddrinfo, "example.com", 80)',
  },
  {
    name: 'fetches a page',
    code: 'import urllib.request\nmust_fail(urllib.request.urlopen, "http://127.0.0.1:{port}/", None, 3)',
  },
  {
    name: 'reaches the cloud’s metadata',
    on: 'native',
    code: 'import socket\nmust_fail(socket.create_connection, ("169.254.169.254", 80), 2)',
  },
  {
    name: 'sends UDP',
    on: 'native',
    code: 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nmust_fail(s.sendto, b"x", ("8.8.8.8", 53))',
  },
  {
    name: 'opens raw sockets',
    on: 'native',
    code: 'import socket\nmust_fail(socket.socket, socket.AF_INET, socket.SOCK_RAW, 1)\nmust_fail(socket.socket, 17, socket.SOCK_RAW, 3)',
  },
  {
    name: 'opens sockets of odd families',
    on: 'native',
    code: 'import socket\nfor family in (40, 38, 31, 29, 21, 15, 44):\n  must_fail(socket.socket, family, socket.SOCK_STREAM)',
  },
  {
    name: 'joins the host’s network namespace',
    on: 'native',
    code: 'import ctypes, os\nl = ctypes.CDLL(None)\nfor n in ("net", "pid", "mnt", "user"):\n  try: fd = os.open("/proc/1/ns/" + n, 0)\n  except OSError: print("held"); continue\n  print("BROKE" if l.setns(fd, 0) == 0 else "held")',
  },
  {
    name: 'starts programs that use the network',
    on: 'native',
    code: 'import subprocess\nprint(subprocess.run("curl -m 2 http://127.0.0.1:{port}; wget -T 2 -q -O- http://127.0.0.1:{port}; bash -c \'exec 3<>/dev/tcp/127.0.0.1/{port} && cat <&3\'", shell=True, capture_output=True, text=True).stdout)',
  },
]

const processes: readonly Attack[] = [
  {
    name: 'is a fork bomb',
    on: 'native',
    timeout: 2,
    ended: ['ok', 'error', 'processes', 'timeout', 'memory', 'died'],
    code: 'import os\nwhile True:\n  try: os.fork()\n  except OSError: pass',
  },
  {
    name: 'is a polite fork bomb',
    on: 'native',
    timeout: 2,
    ended: ['timeout', 'error', 'processes', 'memory'],
    code: 'import os, time\nfor _ in range(500):\n  if os.fork() == 0: time.sleep(60)',
  },
  {
    name: 'is a shell fork bomb',
    on: 'native',
    timeout: 2,
    ended: ['ok', 'error', 'processes', 'timeout'],
    code: 'import subprocess; subprocess.run(["bash", "-c", ":(){ :|:& };:; sleep 60"])',
  },
  {
    name: 'is a thread bomb',
    timeout: 2,
    ended: ['error', 'processes', 'memory', 'timeout'],
    code: 'import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start()',
  },
  {
    name: 'leaves a daemon behind',
    on: 'native',
    code: 'import os, time\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0:\n    for fd in range(3, 64):\n      try: os.close(fd)\n      except OSError: pass\n    time.sleep(3600)\n  os._exit(0)\nos.wait()[0] > 0',
  },
  {
    name: 'leaves a daemon that burns the processor',
    on: 'native',
    code: 'import subprocess\nsubprocess.Popen(["sh", "-c", "trap \'\' INT TERM HUP; while :; do :; done"], start_new_session=True).pid > 0',
  },
  { name: 'lets both sides of a fork go on', on: 'native', code: 'import os\nos.fork() >= 0' },
  {
    name: 'kills its parent',
    on: 'native',
    code: 'import os\nfor s in (2, 15, 9, 19, 6):\n  for p in (1, os.getppid()):\n    try: os.kill(p, s)\n    except OSError as e: print(e)\nprint("still here")',
    says: 'still here',
  },
  { name: 'kills everything', on: 'native', ended: ['error', 'ok', 'died'], code: 'import os; os.kill(-1, 9)' },
  {
    name: 'stops everything',
    on: 'native',
    timeout: 1,
    ended: ['error', 'ok', 'timeout'],
    code: 'import os\nos.kill(-1, 19); os.kill(os.getpid(), 19)',
  },
  {
    name: 'signals every process it can name',
    on: 'native',
    ended: ['ok', 'died', 'error', 'interrupted'],
    code: 'import os\nfor p in range(2, 400):\n  if p != os.getpid():\n    try: os.kill(p, 9)\n    except OSError: pass',
  },
  { name: 'ends by os._exit', ended: ['died', 'exit', 'error'], code: 'import os; os._exit(0)' },
  { name: 'ends by abort', ended: ['died', 'error'], code: 'import os; os.abort()' },
  { name: 'ends by a null pointer', on: 'native', ended: ['died'], code: 'import ctypes; ctypes.string_at(0)' },
  {
    name: 'ends by a C stack overflow',
    on: 'native',
    timeout: 2,
    ended: ['died', 'error', 'memory', 'timeout'],
    code: 'import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()',
  },
  { name: 'calls exit', ended: ['exit'], code: 'exit(3)' },
  {
    name: 'raises SystemExit with a hostile code',
    ended: ['exit', 'error'],
    code: 'class A:\n  def __repr__(self): raise ValueError\nraise SystemExit(A())',
  },
  { name: 'raises KeyboardInterrupt', ended: ['interrupted'], code: 'raise KeyboardInterrupt' },
  {
    name: 'raises its limits',
    on: 'native',
    code: 'import resource\nfor n in ("RLIMIT_NPROC", "RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE"):\n  must_fail(resource.setrlimit, getattr(resource, n), (10**9, 10**12))',
  },
  {
    name: 'becomes root',
    on: 'native',
    code: 'import os\nmust_fail(os.setuid, 0)\nmust_fail(os.setgid, 0)\nmust_fail(os.setgroups, [0])',
  },
  {
    name: 'makes a user namespace',
    on: 'bubblewrap',
    code: 'import ctypes\nl = ctypes.CDLL(None)\nfor f in (0x10000000, 0x20000, 0x40000000, 0x20000000):\n  print("BROKE" if l.unshare(f) == 0 else "held")',
  },
  {
    name: 'clones into a namespace',
    on: 'bubblewrap',
    code: 'import ctypes, os\nr = ctypes.CDLL(None).syscall(56 if os.uname().machine == "x86_64" else 220, 0x10000000 | 17, 0, 0, 0, 0)\nif r == 0: os._exit(0)\nprint("held" if r < 0 else "BROKE")',
  },
  {
    name: 'starts unshare and nsenter',
    on: 'bubblewrap',
    code: 'import subprocess\nfor c in ("unshare -Ur id -u", "nsenter -t 1 -n id", "chroot / id", "bwrap --dev-bind / / id", "unshare -m mount -t proc x /proc"):\n  r = subprocess.run(c, shell=True, capture_output=True)\n  print("held" if r.returncode else "BROKE " + c)',
  },
  {
    name: 'attaches to another process',
    on: 'bubblewrap',
    code: 'import ctypes\nprint("BROKE" if ctypes.CDLL(None).ptrace(16, 1, 0, 0) == 0 else "held")',
  },
]

const resources: readonly Attack[] = [
  { name: 'takes all memory at once', ended: ['error', 'memory'], code: 'x = bytearray(64 << 30)' },
  {
    name: 'takes all memory in steps',
    timeout: 20,
    ended: ['error', 'memory'],
    code: 'x = []\nwhile True: x.append(bytearray(16 << 20))',
  },
  {
    name: 'takes all memory in small pieces',
    timeout: 40,
    ended: ['error', 'memory'],
    code: 'x = []\nwhile True: x.append([0] * 100000)',
  },
  {
    name: 'takes all memory by children',
    on: 'native',
    timeout: 20,
    ended: ['memory'],
    code: 'import os, time\nfor _ in range(8):\n  if os.fork() == 0:\n    x = bytearray(200 << 20)\n    for i in range(0, len(x), 4096): x[i] = 1\n    time.sleep(30); os._exit(0)\ntime.sleep(10)',
  },
  {
    name: 'takes all memory by shared mappings',
    on: 'native',
    timeout: 20,
    ended: ['error', 'memory'],
    code: 'import mmap\nx = []\nwhile True:\n  m = mmap.mmap(-1, 64 << 20); x.append(m)\n  for i in range(0, len(m), 4096): m[i] = 1',
  },
  {
    name: 'fills its folder',
    on: 'native',
    ended: ['error'],
    timeout: 20,
    code: 'with open("/work/big", "wb") as f:\n  while True: f.write(bytes(1 << 20))',
  },
  {
    name: 'fills /tmp and /dev/shm',
    on: 'native',
    timeout: 20,
    code: 'for p in ("/tmp/x", "/dev/shm/x"):\n  def fill():\n    with open(p, "wb") as f:\n      while True: f.write(bytes(1 << 20))\n  must_fail(fill)\n  import os; os.remove(p)',
  },
  {
    name: 'makes an enormous hole',
    on: 'native',
    code: 'must_fail(lambda: open("/work/hole", "wb").truncate(1 << 45))\nimport os; [os.remove(f) for f in ("/work/hole", "/work/big") if os.path.exists(f)]',
  },
  {
    name: 'makes files without end',
    timeout: 2,
    ended: ['ok', 'error', 'timeout', 'memory'],
    code: 'i = 0\nwhile True:\n  open("f%d" % i, "w").close(); i += 1',
  },
  {
    name: 'removes them again',
    timeout: 30,
    code: 'import os\nfor n in os.listdir("."):\n  if n.startswith("f"): os.remove(n)',
  },
  {
    name: 'nests folders without end',
    timeout: 2,
    ended: ['ok', 'error', 'timeout'],
    code: 'import os\nhere = os.getcwd()\ntry:\n  while True:\n    os.mkdir("d"); os.chdir("d")\nfinally: os.chdir(here)',
  },
  {
    name: 'opens descriptors without end',
    ended: ['error'],
    code: 'x = []\nfor _ in range(100000): x.append(open("/work/o", "w"))',
    on: 'native',
  },
  {
    name: 'fills pipes',
    on: 'native',
    timeout: 2,
    ended: ['error', 'memory', 'timeout'],
    code: 'import os\ntry:\n  while True:\n    r, w = os.pipe(); os.set_blocking(w, False)\n    try: os.write(w, bytes(1 << 20))\n    except BlockingIOError: pass\nfinally: os.closerange(5, 1024)',
  },
  { name: 'prints without end', timeout: 20, ended: ['output', 'timeout'], code: 'while True: print("x" * 10000)' },
  {
    name: 'prints to stderr without end',
    timeout: 20,
    ended: ['output', 'timeout'],
    code: 'import sys\nwhile True: sys.stderr.write("y" * 10000)',
  },
  {
    name: 'prints one endless line from a program',
    on: 'native',
    timeout: 20,
    ended: ['output', 'timeout'],
    code: 'import subprocess; subprocess.run("yes | tr -d \'\\\\n\'", shell=True)',
  },
  { name: 'prints bytes that are no text', on: 'native', code: 'import os; os.write(1, bytes(range(256)) * 100)' },
  { name: 'returns an enormous value', timeout: 20, ended: ['ok', 'error', 'memory'], code: '"x" * 50_000_000' },
  { name: 'returns a number too long to print', code: '10 ** 100000' },
  { name: 'computes for ever', timeout: 1, ended: ['timeout'], code: 'while True: pass' },
  { name: 'computes for ever in C', timeout: 1, ended: ['timeout'], code: 'sum(range(10**13))' },
  {
    name: 'backtracks for ever',
    timeout: 1,
    ended: ['timeout'],
    code: 'import re; re.match(r"(a+)+$", "a" * 60 + "b")',
  },
  { name: 'sleeps for ever', on: 'native', timeout: 1, ended: ['timeout'], code: 'import time; time.sleep(1e6)' },
  {
    name: 'catches every exception for ever',
    timeout: 1,
    ended: ['timeout'],
    code: 'while True:\n  try:\n    while True: pass\n  except BaseException: pass',
  },
  {
    name: 'ignores every signal',
    on: 'native',
    timeout: 1,
    ended: ['timeout'],
    code: 'import signal, time\nfor s in range(1, 65):\n  try: signal.signal(s, signal.SIG_IGN)\n  except (OSError, ValueError): pass\nwhile True: time.sleep(1)',
  },
  {
    name: 'blocks signals',
    on: 'native',
    timeout: 1,
    ended: ['timeout'],
    code: 'import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: time.sleep(1)',
  },
  { name: 'recurses without end', ended: ['error', 'died'], code: 'def f(n): return f(n + 1)\nf(0)' },
  { name: 'is nested too deep to parse', ended: ['error', 'died'], code: 'eval("(" * 100000 + ")" * 100000)' },
  {
    name: 'computes in a finaliser for ever',
    timeout: 1,
    ended: ['timeout', 'ok'],
    code: 'class A:\n  def __del__(self):\n    while True: pass\na = A(); del a',
  },
]

const reporting: readonly Attack[] = [
  {
    name: 'forges a frame on stdout',
    on: 'native',
    code: 'import os, json\nb = json.dumps({"type": "result", "cell": 1, "ended": "ok", "displays": []}).encode()\nos.write(1, len(b).to_bytes(4, "big") + b)',
    says: 'result',
  },
  {
    name: 'writes to every descriptor',
    on: 'native',
    ended: ['died'],
    code: 'import os\nfor fd in range(3, 300):\n  try: os.write(fd, b"\\xff\\xff\\xff\\xff garbage")\n  except OSError: pass',
  },
  {
    name: 'forges the end of its cell',
    on: 'native',
    timeout: 2,
    ended: ['ok', 'error', 'timeout'],
    code: 'import os, json, time\nfor n in range(1000):\n  b = json.dumps({"type": "done", "cell": n, "ended": "ok", "lost": True, "replaced": True}).encode()\n  os.write(4, len(b).to_bytes(4, "big") + b)\ntime.sleep(0.2)',
  },
  {
    name: 'forges displays that are none',
    on: 'native',
    code: 'import os, json\nfor d in (1, None, {"kind": "png", "data": 5}, {"kind": "html", "data": "x"}, {"kind": "text", "data": {"a": 1}}, ["x"]):\n  for n in range(200):\n    b = json.dumps({"type": "display", "cell": n, "display": d}).encode()\n    os.write(4, len(b).to_bytes(4, "big") + b)',
  },
  {
    name: 'forges a picture that is none',
    on: 'native',
    code: 'import os, json\nfor n in range(300):\n  b = json.dumps({"type": "display", "cell": n, "display": {"kind": "png", "data": "<not base64>"}}).encode()\n  os.write(4, len(b).to_bytes(4, "big") + b)',
  },
  {
    name: 'announces an enormous frame',
    on: 'native',
    ended: ['died'],
    code: 'import os; os.write(4, b"\\x7f\\xff\\xff\\xff")',
  },
  {
    name: 'closes every descriptor',
    on: 'native',
    ended: ['died', 'error', 'ok', 'timeout'],
    timeout: 2,
    code: 'import os; os.closerange(0, 4096)',
  },
  { name: 'removes its streams', code: 'import sys\nsys.stdout = sys.stderr = None\n1' },
  {
    name: 'breaks the driver’s modules',
    ended: ['ok', 'error', 'died', 'timeout'],
    timeout: 2,
    code: 'import sys\nfor n, m in list(sys.modules.items()):\n  if n.startswith("sensorium."):\n    for k in list(vars(m)):\n      if not k.startswith("__"): setattr(m, k, None)',
  },
  {
    name: 'breaks the builtins',
    ended: ['ok', 'error', 'died', 'timeout'],
    timeout: 2,
    code: 'import builtins\nfor k in ("len", "print", "isinstance", "dict", "str", "repr"):\n  setattr(builtins, k, None)',
  },
  {
    name: 'climbs to the driver’s frames',
    code: 'import sys\nf = sys._getframe()\nwhile f:\n  print(f.f_code.co_filename, list(f.f_locals)[:5]); f = f.f_back',
  },
  {
    name: 'walks the class tree to a shell',
    code: 'for c in ().__class__.__base__.__subclasses__():\n  if c.__name__ == "Popen": print(c("id", shell=True, stdout=-1).communicate()[0])',
  },
  {
    name: 'searches the heap for the token',
    timeout: 10,
    ended: ['ok', 'error', 'timeout'],
    code: 'import gc\nfor o in gc.get_objects():\n  if type(o) is dict:\n    for v in list(o.values()):\n      if type(v) is str and "TOKEN" in v: print(v[:100])',
  },
  {
    name: 'raises with a hostile message',
    ended: ['error'],
    code: 'class E(Exception):\n  def __str__(self): raise SystemExit\nraise E',
  },
  { name: 'raises with an endless message', ended: ['error'], code: 'raise ValueError("x" * 10_000_000)' },
  {
    name: 'raises out of a thousand frames',
    ended: ['error'],
    code: 'def f(n):\n  if n: f(n - 1)\n  else: 1 / 0\nf(800)',
  },
  {
    name: 'raises a long chain of causes',
    ended: ['error'],
    code: 'e = None\nfor i in range(500):\n  n = ValueError(i); n.__cause__ = e; e = n\nraise e',
  },
  { name: 'raises its own cause', ended: ['error'], code: 'e = ValueError(1); e.__cause__ = e\nraise e' },
  { name: 'shows itself by an exception', code: 'class A:\n  def __repr__(self): raise SystemError("no")\nA()' },
  {
    name: 'shows itself for ever',
    timeout: 1,
    ended: ['timeout'],
    code: 'class A:\n  def __repr__(self):\n    while True: pass\nA()',
  },
  { name: 'shows a picture that is none', code: 'class A:\n  def _repr_png_(self): return b"<script>"\nA()' },
  { name: 'shows too much', code: 'for i in range(1000): display("x" * 1000)' },
  {
    name: 'puts out terminal sequences',
    code: 'print("\\x1b]52;c;ZXZpbA==\\x07\\x1b[2J\\x1b[31mred\\x1b[0m\\x9b31m\\x08\\x08\\u202eabc")\n"\\x1b]0;title\\x07"',
  },
  { name: 'puts out lone surrogates', code: 'print("\\ud800")\n"\\udfff"' },
  { name: 'ends the fence of its output', code: 'print("```\\n# Heading of my own\\n```` \\n")' },
  {
    name: 'plants a link where output will be kept',
    on: 'native',
    code: 'import os\nfor n in range(1, 400):\n  for k in ("stdout", "stderr", "value", "error"):\n    try: os.symlink("/usr/bin/id", "output-%d-%s.txt" % (n, k))\n    except OSError: pass\nprint("y" * 100000)',
  },
  {
    name: 'hands out a link',
    on: 'native',
    code: 'import os\nif not os.path.islink("l"): os.symlink("/etc/passwd", "l")',
    take: ['l', '../etc/passwd', '/etc/passwd', 'l/x', '.', ''],
  },
  {
    name: 'hands out a pipe and a folder',
    on: 'native',
    code: 'import os\nos.path.exists("p") or os.mkfifo("p"); os.makedirs("dd", exist_ok=True)',
    take: ['p', 'dd'],
  },
  {
    name: 'hands out through a linked folder',
    on: 'native',
    code: 'import os\nos.path.islink("ll") or os.symlink("/proc/1", "ll")',
    take: ['ll/environ', 'll/root/etc/passwd'],
  },
  { name: 'hands out a giant', on: 'native', code: 'open("giant", "wb").truncate(200 << 20)', take: ['giant'] },
  { name: 'names files with control characters', code: 'open("a\\n\\x1b[31m\\u202eb`", "w").close()' },
  { name: 'loops its folders', on: 'native', code: 'import os\nos.path.islink("loop") or os.symlink(".", "loop")' },
]

const javascript: readonly Attack[] = (
  [
    ['reads a file', 'js.Deno.readTextFileSync("/etc/passwd")'],
    ['reads the host’s file', 'js.Deno.readTextFileSync("{file}")'],
    ['writes a file', 'js.Deno.writeTextFileSync("/tmp/sensorium-broke", "x")'],
    ['reads the environment', 'js.Deno.env.toObject()'],
    ['starts a program', 'js.Deno.Command.new("/bin/sh").outputSync()'],
    [
      'connects to loopback',
      'js.eval("new Deno.errors.NotFound()") and js.Deno.listen(to_js({"port": 0}, dict_converter=js.Object.fromEntries))',
    ],
    [
      'asks for rights',
      'js.Deno.permissions.requestSync(to_js({"name": "read"}, dict_converter=js.Object.fromEntries)).state != "granted" and 1/0',
    ],
    ['signals a process', 'js.Deno.kill(1, "SIGKILL")'],
    ['loads a library', 'js.Deno.dlopen("/lib/x86_64-linux-gnu/libc.so.6", js.Object.new())'],
    [
      'reaches Node’s file system',
      "js.eval(\"process.getBuiltinModule('node:fs').readFileSync('/etc/passwd','utf8')\")",
    ],
    ['reaches Node’s child processes', "js.eval(\"process.getBuiltinModule('node:child_process').execSync('id')\")"],
    [
      'evaluates through a constructor',
      'js.eval("(()=>{}).constructor(\'return Deno.readTextFileSync(\\"/etc/passwd\\")\')()")',
    ],
    ['runs JavaScript of Pyodide', '__import__("pyodide").code.run_js("Deno.readTextFileSync(\'/etc/hosts\')")'],
    ['asks about the machine', 'js.Deno.hostname()'],
    ['lists the folder above', 'list(js.Deno.readDirSync("/"))'],
  ] as const
).map(([name, code]) => ({
  name: `JavaScript: ${name}`,
  on: 'pyodide',
  code: `import js\nfrom pyodide.ffi import to_js\nmust_fail(lambda: ${code})`,
}))

const bridge: readonly Attack[] = [
  {
    name: 'JavaScript: fetches',
    on: 'pyodide',
    timeout: 5,
    ended: ['ok', 'error', 'timeout'],
    code: 'import js\njs.eval("fetch(\'http://127.0.0.1:{port}/\').then(r => r.text()).then(t => globalThis.got = t)")',
  },
  {
    name: 'JavaScript: opens a WebSocket',
    on: 'pyodide',
    code: 'import js\nmust_fail(lambda: js.WebSocket.new("ws://127.0.0.1:{port}/"))',
  },
  {
    name: 'JavaScript: starts a worker with more rights',
    on: 'pyodide',
    code: "import js\nmust_fail(lambda: js.eval(\"new Worker('data:application/javascript,Deno.readTextFileSync(`/etc/passwd`)', {type: 'module', deno: {permissions: 'all'}})\"))",
    ended: ['ok', 'error', 'died'],
  },
  {
    name: 'JavaScript: forges a report',
    on: 'pyodide',
    ended: ['ok', 'died'],
    code: 'import js\njs.postMessage(js.JSON.parse(\'{"type": "report", "report": "nonsense"}\'))',
  },
  {
    name: 'JavaScript: forges a frame',
    on: 'pyodide',
    ended: ['ok', 'died'],
    code: 'import js\njs.eval("Deno.stdout.writeSync(new Uint8Array([255, 255, 255, 255, 1]))")',
  },
  {
    name: 'JavaScript: closes its worker',
    on: 'pyodide',
    timeout: 2,
    ended: ['ok', 'died', 'timeout'],
    code: 'import js\njs.self.close()',
  },
  {
    name: 'JavaScript: loops',
    on: 'pyodide',
    timeout: 1,
    ended: ['timeout'],
    code: 'import js\njs.eval("for (;;) {}")',
  },
]

export const attacks: readonly Attack[] = [
  ...secrets,
  ...writing,
  ...network,
  ...resources,
  ...reporting,
  // Last, since what they leave running stays in the session.
  ...processes,
  ...javascript,
  ...bridge,
]

/**
 * One program of each class, for the backends whose start or calls are slow; the rest runs there with
 * SENSORIUM_TEST_ALL=1.
 */
export const representative: readonly string[] = [
  'reads {file}',
  'looks for the token in its environment',
  'changes the host’s file',
  'makes a set-uid shell',
  'connects to a service on loopback',
  'sends UDP',
  'is a polite fork bomb',
  'leaves a daemon behind',
  'kills its parent',
  'becomes root',
  'takes all memory in steps',
  'fills its folder',
  'prints without end',
  'computes for ever',
  'ignores every signal',
  'forges a frame on stdout',
  'breaks the builtins',
  'walks the class tree to a shell',
  'ends by os._exit',
  'raises with an endless message',
  'hands out a link',
  'puts out terminal sequences',
  'JavaScript: reads the host’s file',
  'JavaScript: fetches',
  'JavaScript: starts a worker with more rights',
  'JavaScript: forges a report',
]
