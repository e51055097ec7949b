// Browsers come from the system (see test/commands/browsers.mjs); nothing is downloaded at install.
module.exports = { skipDownload: true };
