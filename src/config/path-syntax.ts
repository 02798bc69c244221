const identifier = String.raw`[\p{ID_Start}_][\p{ID_Continue}]*`;
const hole = String.raw`\{${identifier}(?:\.\.\.)?\}`;
const holeInName = String.raw`\{${identifier}\}`;

const python = dotted(identifier) + String.raw`(?::(?:\*|${identifier}))?`;
const pythonWithHoles =
  String.raw`(?=.*\{)` +
  dotted(`(?:${identifier}|${hole})`) +
  String.raw`(?::(?:\*|(?:[\p{ID_Continue}]|${holeInName})+))?`;
const scriptName = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const script = String.raw`#?[^#\s\\*{}][^#\\*{}]*(?:#(?:\*|${scriptName}))?`;
/** A property of an export: only legacy paths may be one. */
const scriptMember = String.raw`#?[^#\s\\*{}][^#\\*{}]*#${scriptName}\.${scriptName}`;
const scriptWithHoles = String.raw`(?=.*\{)#?(?:[^#\s\\*{}]|${hole})(?:[^#\\*{}]|${hole})*(?:#(?:\*|(?:[\p{ID_Continue}$]|${holeInName})+))?`;

/** The forms of the paths of the Map. */
export const pathSyntax = {
  identifier,
  python: new RegExp(`^${python}$`, 'u'),
  pythonSymbol: new RegExp(`^${dotted(identifier)}:${identifier}$`, 'u'),
  /** Perhaps with placeholders. */
  pythonOfMap: new RegExp(`^(?:${python}|${pythonWithHoles})$`, 'u'),
  script: new RegExp(`^${script}$`, 'u'),
  scriptSymbol: new RegExp(String.raw`^#?[^#\s\\*{}][^#\\*{}]*#${scriptName}$`, 'u'),
  scriptOfMap: new RegExp(`^(?:${script}|${scriptMember}|${scriptWithHoles})$`, 'u'),
} as const;

function dotted(part: string): string {
  return String.raw`${part}(?:\.${part})*`;
}
