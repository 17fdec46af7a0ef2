/**
 * What a program may want of the shell that it was started from: where things are, languages, time zone, proxies,
 * authorities, and the settings of its runtime; and CI_RUN, by which `.ci/run` finds what a run of it has left behind.
 * None is a secret of one of our services.
 */
const OF_ANY_PROGRAM =
  /^(PATH|HOME|USER|LOGNAME|TERM|TZ|TMPDIR|LANG|LANGUAGE|LC_.+|LD_LIBRARY_PATH|SSL_CERT_FILE|SSL_CERT_DIR|CI_RUN|NODE_.+|OTEL_.+|JAVA_HOME|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|(HTTP|HTTPS|ALL|NO)_PROXY)$/i;

/** Those variables that any program gets, and those that `alsoWanted` accepts. */
export const inheritedBy = (
  environment: NodeJS.ProcessEnv,
  alsoWanted: (name: string) => boolean = () => false,
): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => OF_ANY_PROGRAM.test(name) || alsoWanted(name)));
