// Browsers come from the system (see test/commands/browsers.ts); nothing is downloaded at install.
module.exports = { skipDownload: true };
