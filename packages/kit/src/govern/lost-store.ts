/** What happens to calls while the store cannot be reached: count in this process alone, or refuse them. */
export const lostStorePolicies = ['local', 'refuse'] as const
export type LostStorePolicy = (typeof lostStorePolicies)[number]
