// Around `npm pack` and `npm publish`, in a package's folder. In the workspace `exports` leads to the
// sources, so that nothing has to be built first; what is packed leads to dist. npm does not apply
// `publishConfig.exports` itself (pnpm does), so the manifest is swapped before and put back after.

import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

const MANIFEST = "package.json";
const KEPT = "package.json.workspace";
const LICENSE = "LICENSE";

function before() {
  // A pack that broke off has left the real one here.
  if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
  const { scripts: _, publishConfig, ...manifest } = JSON.parse(readFileSync(MANIFEST, "utf8"));
  const { exports, ...rest } = publishConfig;
  copyFileSync(MANIFEST, KEPT);
  copyFileSync(`../../${LICENSE}`, LICENSE);
  const packed = {
    ...manifest,
    exports,
    ...(Object.keys(rest).length ? { publishConfig: rest } : {}),
  };
  writeFileSync(MANIFEST, `${JSON.stringify(packed, null, 2)}\n`);
}

function after() {
  if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
  rmSync(LICENSE, { force: true });
}

const steps = { before, after };
steps[process.argv[2]]();
