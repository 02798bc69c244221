import { elements } from '../../../src/parse/javascript/component-elements.ts';
import type { Target } from '../../../src/model/config.ts';
import type { NameUse } from '../../../src/parse/javascript/name-uses.ts';
import { isBindable } from '../identifier.ts';
import type { JavaScriptFile } from '../javascript-file.ts';
import { isImportedByName } from '../local-names.ts';

/** The names that calls of a file may get. */
export class FreeNames {
  readonly #file: JavaScriptFile;
  /** The names that calls bring: their modules, by the blocks that bind them. */
  readonly #brought = new Map<string, ReadonlyMap<number | undefined, string>>();

  constructor(file: JavaScriptFile) {
    this.#file = file;
  }

  /**
   * Is the target bound already, under its own name?
   * @param block the start of the block that a statement would bind it in; undefined for an import
   */
  isBound(target: Target, block: number | undefined): boolean {
    if (this.#brought.get(target.name ?? '')?.get(block) === target.module) return true;
    return block === undefined && isImportedByName(this.#file, target);
  }

  bring({ module, name = '' }: Target, block: number | undefined): void {
    this.#brought.set(name, new Map([...(this.#brought.get(name) ?? []), [block, module]]));
    this.#file.given.add(name);
  }

  /**
   * Why uses cannot have the name of a target; undefined where they can.
   * @param at an offset in the program
   */
  problem(target: Target, uses: readonly NameUse[], at: number): string | undefined {
    const { module, name = '' } = target;
    const all = this.#file.uses();
    if (!isBindable(name)) return `${name} is a reserved word, or no name`;
    const modules = [...(this.#brought.get(name)?.values() ?? [])];
    const isOwn =
      isImportedByName(this.#file, target) || (modules.length > 0 && modules.every((own) => own === module));
    const isTaken = !isOwn && (this.#file.given.has(name) || all.isTaken(name));
    if (isTaken || this.occursOutside(name, at)) return `${name} means something else in this file`;
    if (uses.some((use) => all.isShadowedAt(name, use))) return `${name} means something else where it is called`;
    return all.hasTypeParameter(name) ? `a type parameter is named ${name}` : undefined;
  }

  /** Does a name stand in a component, outside of the script that an offset lies in? */
  occursOutside(name: string, at: number): boolean {
    if (!this.#file.isComponent) return false;
    const { text } = this.#file.source;
    const script = elements(text).find(({ content }) => content.start <= at && at <= content.end)?.content;
    const outside = script === undefined ? text : text.slice(0, script.start) + text.slice(script.end);
    const word = name.replaceAll('$', String.raw`\$`);
    const tag = Array.from(name, (letter) => letter.replaceAll('$', String.raw`\$`)).join('-?');
    return (
      new RegExp(String.raw`(?<![\w$])${word}(?![\w$])`).test(outside) ||
      new RegExp(String.raw`<${tag}(?![\w-])`, 'i').test(outside)
    );
  }
}
