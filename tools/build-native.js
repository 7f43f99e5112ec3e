// Builds the native training core into native/build/Release/almanac_native.node, where the machine can.
//
//   node tools/build-native.js            build the addon (npm's postinstall does the same)
//   node tools/build-native.js --tests    build and run the C++ tests as well
//   node tools/build-native.js --prebuild build it and put it where a packaged Almanac has it, prebuilds/<system>-<arch>/
//   ALMANAC_SKIP_NATIVE=1                 build nothing
//
// Without a compiler Almanac still works, on a slower backend; so this says what is missing in one line and ends
// with success. With --tests or --prebuild a failure is a failure. Plain JavaScript: it has to run before anything is installed,
// on any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'native');
const build = join(source, 'build');
const withTests = process.argv.includes('--tests');
const prebuild = process.argv.includes('--prebuild');
const logLines = 30;

/** Says why there is no native core and what follows from it; ends the process. */
function finishWithout(reason) {
  console.log(
    `Native core not built: ${reason}. Almanac then trains with the TensorFlow.js backend, which is slower; ` +
      `to get the native core: ${howToGetIt()}`,
  );
  process.exit(withTests || prebuild ? 1 : 0);
}

function howToGetIt() {
  const then = 'npm run build:native';
  if (process.platform === 'win32')
    return `install Visual Studio Build Tools with "Desktop development with C++", then ${then}`;
  if (process.platform === 'darwin')
    return `xcode-select --install, install cmake (such as brew install cmake), ${then}`;
  return `sudo apt install g++ cmake && ${then}`;
}

function runs(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

function hasCompiler() {
  // Visual C++ is not in PATH; cmake-js looks it up itself and says so when it is missing.
  if (process.platform === 'win32') return true;
  const named = process.env.CXX?.trim().split(/\s+/)[0];
  return [...(named ? [named] : []), 'c++', 'g++', 'clang++'].some(runs);
}

function findCmakeJs() {
  try {
    return createRequire(import.meta.url).resolve('cmake-js/bin/cmake-js');
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return null;
    throw error;
  }
}

function compile(cmakeJs) {
  const result = spawnSync(
    process.execPath,
    [cmakeJs, 'compile', '--directory', source, '--out', build, '--config', 'Release'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (result.status === 0) return;
  const log = `${result.stdout ?? ''}${result.stderr ?? ''}`.trimEnd().split('\n');
  console.log(log.slice(-logLines).join('\n'));
  finishWithout('the build failed, see the end of its log above');
}

function runTests() {
  const steps = [
    ['cmake', ['--build', build, '--config', 'Release', '--target', 'almanac_tests']],
    [join(build, process.platform === 'win32' ? 'Release/almanac_tests.exe' : 'almanac_tests'), []],
  ];
  for (const [command, args] of steps) {
    const { status } = spawnSync(command, args, { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}

if (process.env.ALMANAC_SKIP_NATIVE === '1') finishWithout('ALMANAC_SKIP_NATIVE is set');
const missing = [...(runs('cmake') ? [] : ['cmake']), ...(hasCompiler() ? [] : ['a C++ compiler'])];
if (missing.length > 0) finishWithout(`${missing.join(' and ')} not found`);
const cmakeJs = findCmakeJs();
if (cmakeJs === null) finishWithout('the package cmake-js is not installed');
compile(cmakeJs);
console.log('Native core ready: native/build/Release/almanac_native.node');
if (prebuild) {
  const folder = `prebuilds/${process.platform}-${process.arch}`;
  mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(join(build, 'Release', 'almanac_native.node'), join(root, folder, 'almanac_native.node'));
  console.log(`Copied to ${folder}/almanac_native.node`);
}
if (withTests) runTests();
