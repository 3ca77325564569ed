import { denied, families, namespaceFlags, special, terminalRequests } from './seccomp-table.ts'

/** Classic BPF (linux/bpf_common.h, linux/filter.h). */
const LOAD = 0x20
const EQUALS = 0x15
const AT_LEAST = 0x35
const ANY_BIT = 0x45
const RETURN = 0x06
/** Offsets in struct seccomp_data (linux/seccomp.h); arguments are read by their low halves, little-endian. */
const NUMBER = 0
const ARCH = 4
const argument = (index: number) => 16 + 8 * index

const ALLOW = 0x7fff0000
const KILL = 0x80000000
const errno = (code: number) => 0x00050000 | code
const EPERM = errno(1)
const ENOSYS = errno(38)
const EAFNOSUPPORT = errno(97)

const architectures = {
  x64: { column: 0, audit: 0xc000003e },
  arm64: { column: 1, audit: 0xc00000b7 },
} as const

type Instruction = readonly [code: number, yes: number, no: number, value: number]

const load = (offset: number): Instruction => [LOAD, 0, 0, offset]
const answer = (value: number): Instruction => [RETURN, 0, 0, value]

/**
 * The filter for `bwrap --seccomp`: an array of struct sock_filter, 8 bytes each, in host order.
 * Another architecture's calls (32-bit compatibility, x32) kill the process; undefined where no table exists.
 */
export function seccompFilter(arch: string): Buffer | undefined {
  if (arch !== 'x64' && arch !== 'arm64') return undefined
  const { column, audit } = architectures[arch]
  const program: Instruction[] = [load(ARCH), [EQUALS, 1, 0, audit], answer(KILL), load(NUMBER)]
  if (arch === 'x64') program.push([AT_LEAST, 0, 1, 0x40000000], answer(KILL))

  for (const numbers of Object.values(denied)) {
    const number = numbers[column]
    if (number !== null) program.push([EQUALS, 0, 1, number], answer(EPERM))
  }
  program.push([EQUALS, 0, 1, special.clone3[column]], answer(ENOSYS))

  /** After a call of this number only `body` runs, and it must end in an answer. */
  const when = (number: number, body: readonly Instruction[]) => program.push([EQUALS, 0, body.length, number], ...body)
  when(special.clone[column], [load(argument(0)), [ANY_BIT, 0, 1, namespaceFlags], answer(EPERM), answer(ALLOW)])
  for (const call of [special.socket, special.socketpair]) {
    const checks = families.map((family, index): Instruction => [EQUALS, families.length - index, 0, family])
    when(call[column], [load(argument(0)), ...checks, answer(EAFNOSUPPORT), answer(ALLOW)])
  }
  const requests = terminalRequests.flatMap((request): Instruction[] => [[EQUALS, 0, 1, request], answer(EPERM)])
  when(special.ioctl[column], [load(argument(1)), ...requests, answer(ALLOW)])
  program.push(answer(ALLOW))

  const bytes = Buffer.alloc(program.length * 8)
  program.forEach(([code, yes, no, value], index) => {
    bytes.writeUInt16LE(code, index * 8)
    bytes.writeUInt8(yes, index * 8 + 2)
    bytes.writeUInt8(no, index * 8 + 3)
    bytes.writeUInt32LE(value, index * 8 + 4)
  })
  return bytes
}
