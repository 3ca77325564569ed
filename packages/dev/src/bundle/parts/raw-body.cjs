// The SSE transport reads a body only when it is not given one, and our door always gives it.
module.exports = () => Promise.reject(new Error('The door reads the body.'))
