/** Who may think; in the order in which they are tried. */
export const vendorNames = ['local_model', 'zai', 'bigmodel', 'dashscope'] as const
export type VendorName = (typeof vendorNames)[number]

/** How DashScope is asked: only `responses` shows both code and outputs (CONTRACTS 4). */
export const dashscopeProtocols = ['responses', 'chat', 'native', 'native_multimodal'] as const
export type DashscopeProtocol = (typeof dashscopeProtocols)[number]
