// undici's second HTTP parser, which runs only with UNDICI_USE_MILO.
exports.setup = () => {
  throw new Error('This build has no Milo parser; unset UNDICI_USE_MILO.')
}
