import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A text that the engine may say, with `{0}`, `{1}` … where it fills something in. */
export interface Sentence {
  readonly text: string;
  readonly file: string;
}

/** Properties of what the engine gives that are read by people. */
const spokenProperties = new Set(['message', 'hint', 'reason']);
/** Functions whose sentences are for the terminal, the log or the source. */
const skipped = /\.test\.ts$|test-data|\.d\.ts$|\/double\/|\/texts\/|\/phrases-pl\/|^engine\/doctor\//;
/** A text that fills in more alternatives than this is not followed. */
const MAX_ALTERNATIVES = 24;

/** The texts of all AppErrors, findings and reasons in the sources of what the renderer shows, each once. */
export function listSentences(root: string): Sentence[] {
  const files = globSync(
    ['contract/**/*.ts', 'engine/**/*.ts', 'headless/web/**/*.ts', 'renderer/**/*.ts', 'electron/main/**/*.ts'],
    { cwd: root },
  )
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !skipped.test(file))
    .sort();
  const sentences = new Map<string, Sentence>();
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(`${root}/${file}`, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const text of listIn(source)) if (!sentences.has(text)) sentences.set(text, { text, file });
  }
  return [...sentences.values()];
}

function listIn(source: ts.SourceFile): string[] {
  const constants = new Map<string, ts.Expression>();
  const functions = new Map<string, ts.Expression[]>();
  const spoken: ts.Expression[] = [];
  const isContract = source.fileName.startsWith('contract/');
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      constants.set(node.name.text, node.initializer);
    }
    if (ts.isFunctionDeclaration(node) && node.name && node.body)
      functions.set(node.name.text, listReturned(node.body));
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
      const args = node.arguments ?? [];
      if (node.expression.text === 'AppError') spoken.push(...args.slice(1, 3));
      if (node.expression.text === 'CancelledError') spoken.push(...args.slice(1, 2));
    }
    // What valibot says of a value that does not fit; elsewhere "expected" begins what only a log hears.
    if (ts.isStringLiteralLike(node) && isContract && node.text.startsWith('expected ')) spoken.push(node);
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && spokenProperties.has(node.name.text)) {
      spoken.push(node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return spoken
    .flatMap((expression) => listTexts(expression, { constants, functions }))
    .map(numberGaps)
    .filter(isSpoken);
}

/** What the names of a file stand for: initial values, and what functions return. */
interface Names {
  readonly constants: ReadonlyMap<string, ts.Expression>;
  readonly functions: ReadonlyMap<string, readonly ts.Expression[]>;
}

function listReturned(body: ts.Node): ts.Expression[] {
  const returned: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) returned.push(node.expression);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return returned;
}

/** A place that something is filled in. */
const GAP = '\u0000';

/** All texts that an expression can have. */
function listTexts(expression: ts.Expression, names: Names, depth = 0): string[] {
  const follow = (inner: ts.Expression) => listTexts(inner, names, depth + 1);
  if (depth > 12) return [GAP];
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return follow(expression.expression);
  if (ts.isConditionalExpression(expression)) return [...follow(expression.whenTrue), ...follow(expression.whenFalse)];
  if (ts.isTemplateExpression(expression)) {
    return expression.templateSpans.reduce(
      (texts, span) => join(texts, follow(span.expression), [span.literal.text]),
      [expression.head.text],
    );
  }
  if (ts.isBinaryExpression(expression)) {
    const kind = expression.operatorToken.kind;
    if (kind === ts.SyntaxKind.PlusToken) return join(follow(expression.left), follow(expression.right), ['']);
    if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) {
      return [...follow(expression.left), ...follow(expression.right)];
    }
  }
  if (ts.isIdentifier(expression) && names.constants.has(expression.text)) {
    return follow(names.constants.get(expression.text)!);
  }
  if (ts.isCallExpression(expression) && ts.isIdentifier(expression.expression)) {
    return names.functions.get(expression.expression.text)?.flatMap(follow) ?? [GAP];
  }
  return [GAP];
}

function join(...parts: readonly (readonly string[])[]): string[] {
  const joined = parts.reduce<string[]>((texts, next) => texts.flatMap((text) => next.map((end) => text + end)), ['']);
  return joined.length > MAX_ALTERNATIVES ? joined.slice(0, MAX_ALTERNATIVES) : joined;
}

function numberGaps(text: string): string {
  let gaps = 0;
  return text.replaceAll(GAP, () => `{${gaps++}}`);
}

/** Whether it says something by itself: letters beside what is filled in. */
function isSpoken(text: string): boolean {
  return /[a-z]{2}/.test(text.replaceAll(/\{\d+\}/g, '')) && /\s/.test(text);
}
