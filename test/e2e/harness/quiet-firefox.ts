/** Keeps Firefox's own services at home, so that every attempt the recorder sees is ours. */
export const quietPreferences = {
  'app.update.enabled': false,
  'browser.chrome.site_icons': false,
  // Extension pages that are JSON stay plain text, so that they are pages of the extension.
  'devtools.jsonview.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://127.0.0.1:9/',
};

/** Sends everything to a proxy on this machine, and nothing past it. */
export const onlyWayOut = (port: number) => ({
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': port,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': port,
  'network.proxy.failover_direct': false,
});
