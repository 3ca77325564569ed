export { type OwnKey, ownKey } from './auth/first-key.ts'
export { type CallResult, callTool } from './call/call-tool.ts'
export type { ClientLine, ClientLines } from './cli/client-lines.ts'
export { fieldsOfAll, readCommandLine } from './cli/command-line.ts'
export { commonSettings } from './cli/common-settings.ts'
export { type ExitCode, exitCodes, processTerminal, reportFaults, type Terminal } from './cli/exit.ts'
export { firstSentence, formatHelp, settingLines, toolLines } from './cli/help.ts'
export { type ConfiguredToolset, openToolsets } from './cli/open-toolsets.ts'
export { runServer } from './cli/run-server.ts'
export { runStdio } from './cli/run-stdio.ts'
export { readToolArguments, toolUsage } from './cli/tool-arguments.ts'
export { configDirectory } from './config/directory.ts'
export { type Field, fieldsOf } from './config/fields.ts'
export { readFlags } from './config/flags.ts'
export { networkSettings } from './config/network-settings.ts'
export { type Environment, readConfig } from './config/read-config.ts'
export { type Setting, settings } from './config/settings.ts'
export { type ContentBlock, image, text } from './content.ts'
export { httpSettings } from './doors/http/settings.ts'
export { ToolError, type ToolErrorCode, type ToolErrorOptions, toolErrorCodes } from './errors.ts'
export { createLogger, type Logger, type LogLevel, logLevels } from './log.ts'
export { redact, rememberSecret } from './redact.ts'
export { createToolTable, type ListedTool, listTool, type OpenToolset } from './server/tool-table.ts'
export {
  type AnyTool,
  type AnyToolset,
  type Caller,
  defineTool,
  defineToolset,
  type EngineStatus,
  type HasStatus,
  type SharedMemory,
  type ToolAnnotations,
  type ToolContext,
  type ToolDefinition,
  type ToolExample,
  type Toolset,
} from './tool.ts'
