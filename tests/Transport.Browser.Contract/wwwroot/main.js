import { dotnet } from './_framework/dotnet.js';

const { getAssemblyExports, getConfig, runMain } = await dotnet.create();
await runMain();
globalThis.page = (await getAssemblyExports(getConfig().mainAssemblyName)).Transport.Browser.Contract;
