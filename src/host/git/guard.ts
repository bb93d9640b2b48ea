import { delimiter } from 'node:path';

/** A setting of git, as `git config` names it, and its value. */
export type Setting = readonly [key: string, value: string];

type Environment = Readonly<Record<string, string | undefined>>;

/** The repository that git is run in, and what is beyond it. */
export interface GuardOptions {
  /** Settings for this command alone; after those of the environment, before the guard's own. */
  readonly settings?: readonly Setting[];
  /** It may go to the network: objects that a partial clone lacks are fetched, credentials are lent. Default: false. */
  readonly lazyFetch?: boolean;
  /** The only repository: variables that name another, or a part of one, aren't passed on. */
  readonly gitDir?: string;
  readonly workTree?: string;
  /** Discovery of a repository begins and ends in this folder's child. */
  readonly ceiling?: string;
  /** Folder that is trusted whoever owns it. */
  readonly owned?: string;
}

/**
 * What nobody overrides, neither a repository's settings nor the user's: in the environment they stand above every file. A program that git
 * would run for its own ends (file system monitor, hook, signature check, transport by command) isn't needed here.
 */
const guards: readonly Setting[] = [
  ['safe.bareRepository', 'explicit'],
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['protocol.ext.allow', 'never'],
  ['log.showSignature', 'false'],
  ['submodule.recurse', 'false'],
];

/**
 * What git may know of the environment: programs and their libraries, the user's home and settings, languages, and how the user reaches
 * servers (proxies, certificates, agents, askpass). Not `INPUT_*`, not `GITHUB_*`, `ACTIONS_*` or `RUNNER_*`, nothing named by whoever
 * wrote the workflow: a token reaches git only if it is lent as a setting.
 */
const machine =
  /^(?:PATH|HOME|USER|LOGNAME|SUDO_UID|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|TMPDIR|TMP|TEMP|LD_LIBRARY_PATH|LD_PRELOAD|DYLD_[A-Z_]+|DEVELOPER_DIR|LOCALE_ARCHIVE|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|XDG_(?:(?:CONFIG|CACHE|DATA|STATE)_HOME|CONFIG_DIRS|RUNTIME_DIR))$/i;
const servers =
  /^(?:(?:HTTPS?|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|NIX_SSL_CERT_FILE|CURL_CA_BUNDLE|SSH_(?:AUTH_SOCK|AGENT_PID|ASKPASS|ASKPASS_REQUIRE)|KRB5CCNAME|KRB5_CONFIG|GNUPGHOME|PASSWORD_STORE_DIR|GCM_(?:INTERACTIVE|CREDENTIAL_STORE|PROVIDER|NAMESPACE)|VSCODE_GIT_(?:ASKPASS_(?:NODE|MAIN|EXTRA_ARGS)|IPC_HANDLE))$/i;
const windows =
  /^(?:SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERNAME|USERPROFILE|USERDOMAIN|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|ALLUSERSPROFILE|(?:COMMON)?PROGRAM(?:FILES|W6432)(?:\(X86\))?|COMPUTERNAME|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE|MSYSTEM|PLINK_PROTOCOL)$/i;
const gits =
  /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS)|ATTR_NOSYSTEM|EXEC_PATH|DISCOVERY_ACROSS_FILESYSTEM|DEFAULT_HASH|NO_REPLACE_OBJECTS|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|PROXY_COMMAND|PROXY_SSL_(?:CERT|KEY|CAINFO|CERT_PASSWORD_PROTECTED)|SSL_(?:NO_VERIFY|CAINFO|CAPATH|CERT|KEY|CERT_TYPE|KEY_TYPE|VERSION|CIPHER_LIST|CERT_PASSWORD_PROTECTED)|HTTP_(?:USER_AGENT|PROXY_AUTHMETHOD|LOW_SPEED_LIMIT|LOW_SPEED_TIME|MAX_REQUESTS)|CURL_VERBOSE|TRACE(?:2|_[A-Z]+|2_[A-Z]+)?|PROTOCOL_FROM_USER|ALLOW_PROTOCOL|(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|LFS_SKIP_DOWNLOAD_ERRORS)$/i;
/** What names a repository, as git exports it to its hooks. */
const places =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|NAMESPACE|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE)$/i;

/** Settings that carry credentials: of no use to a command that stays on this machine. */
const secret = /^(?:http\..*extraheader|http\.extraheader|credential\..*)$/is;

/** The whole environment of a git command. It asks nothing, starts no pager, takes no lock for its own ends, speaks one language. */
export function gitEnvironment(options: GuardOptions = {}, env: Environment = process.env): Record<string, string> {
  const { settings = [], lazyFetch = false, gitDir, workTree, ceiling, owned } = options;
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isPassed(name, gitDir !== undefined) ? [[name, value] as const] : [],
  );
  const lent = [...settingsIn(env), ...settings].filter(([key]) => lazyFetch || !secret.test(key));
  const own: readonly Setting[] = owned === undefined ? guards : [...guards, ['safe.directory', owned]];
  const { GIT_ALLOW_PROTOCOL: protocols, ...rest } = Object.fromEntries(kept);
  return {
    ...rest,
    ...(protocols === undefined ? {} : { GIT_ALLOW_PROTOCOL: withoutExt(protocols) }),
    ...asVariables([...lent, ...own]),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_PAGER: 'cat',
    ...(lazyFetch ? {} : { GIT_NO_LAZY_FETCH: '1' }),
    ...(gitDir === undefined ? {} : { GIT_DIR: gitDir }),
    ...(workTree === undefined ? {} : { GIT_WORK_TREE: workTree }),
    ...(ceiling === undefined ? {} : { GIT_CEILING_DIRECTORIES: ceiling.includes(delimiter) ? '' : ceiling }),
  };
}

const isPassed = (name: string, isPlaced: boolean): boolean =>
  [machine, servers, windows, gits].some((pattern) => pattern.test(name)) || (!isPlaced && places.test(name));

/** The environment may allow transports by name, above all settings. */
const withoutExt = (protocols: string): string =>
  protocols
    .split(':')
    .filter((one) => one !== 'ext')
    .join(':');

/** Settings that the environment lends git: `GIT_CONFIG_COUNT`, `GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0`, … */
function settingsIn(env: Environment): readonly Setting[] {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? '0');
  const length = Number.isSafeInteger(count) && count > 0 && count <= 10_000 ? count : 0;
  return Array.from({ length }, (_, i) => [env[`GIT_CONFIG_KEY_${i}`], env[`GIT_CONFIG_VALUE_${i}`]] as const).flatMap(
    ([key, value]) => (key === undefined || value === undefined ? [] : [[key, value] as const]),
  );
}

function asVariables(settings: readonly Setting[]): Record<string, string> {
  const entries = settings.flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(entries) };
}
