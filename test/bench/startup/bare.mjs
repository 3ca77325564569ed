// The least that a Node program does: an answer to whatever comes, unread.
let id = 0
process.stdin.on('data', () => {
  id += 1
  process.stdout.write(`{"jsonrpc":"2.0","id":${id},"result":{"tools":[]}}\n`)
})
