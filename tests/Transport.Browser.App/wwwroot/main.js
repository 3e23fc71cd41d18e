import { dotnet } from './_framework/dotnet.js';

const { getAssemblyExports, getConfig, runMain } = await dotnet.create();
await runMain();
const exports = (await getAssemblyExports(getConfig().mainAssemblyName)).Transport.Browser.App;

// A game's loop, for the peers that are polled in frames.
const frame = () => {
  exports.Page.Frame();
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);

globalThis.page = exports;
