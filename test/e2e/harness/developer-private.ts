/** The part of Chromium's own extension page that changes what an extension may do; @types/chrome leaves it out. */
export interface DeveloperPrivate {
  addHostPermission: (extensionId: string, pattern: string) => Promise<void>;
  updateExtensionConfiguration: (change: { extensionId: string; hostAccess: 'ON_CLICK' }) => Promise<void>;
  updateProfileConfiguration: (change: { inDeveloperMode: boolean }) => Promise<void>;
  reload: (extensionId: string, options: { failQuietly: boolean }) => Promise<unknown>;
}
