// The SDK checks answers to its own questions with a JSON Schema validator, and our servers ask none: tools parse their
// input with zod.
import process from 'node:process'

export class DefaultJsonSchemaValidator {
  getValidator() {
    throw new Error('This build has no JSON Schema validator.')
  }
}
export { process }
