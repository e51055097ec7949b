/** Keeps Chromium's own services at home, so that every attempt in the network log is ours. */
export const quietArguments = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--component-updater=url-source=http://127.0.0.1:9/',
  '--apps-gallery-update-url=http://127.0.0.1:9/',
  '--disable-domain-reliability',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--gaia-url=http://127.0.0.1:9',
  '--google-base-url=http://127.0.0.1:9',
  '--gcm-checkin-url=http://127.0.0.1:9',
  '--gcm-mcs-endpoint=http://127.0.0.1:9',
  '--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,DialMediaRouteProvider,Translate,HttpsUpgrades,DisableLoadExtensionCommandLineSwitch,AutofillServerCommunication',
];

/** The same in the profile's preferences. */
export const quietPreferences = {
  // The first typed word would fetch a dictionary.
  browser: { enable_spellchecking: false },
  spellcheck: { dictionaries: [], dictionary: '' },
  autofill: { credit_card_enabled: false, profile_enabled: false },
  alternate_error_pages: { enabled: false },
  dns_prefetching: { enabled: false },
  net: { network_prediction_options: 2 },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  signin: { allowed: false, allowed_on_next_startup: false },
};
