// Plain JavaScript, for it must run on the old Node that it reports.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `flopgate: the tests need Node 22.12 or newer, this is ${process.version} (${process.execPath}).\n` +
      'hint: `npm ci` brings Node 24 on Linux and Windows (tools/node24); elsewhere install it yourself.',
  );
  process.exitCode = 1;
}
