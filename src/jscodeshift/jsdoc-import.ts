import { jscodeshiftTransform } from './jscodeshift-transform.ts';

export default jscodeshiftTransform('javascript/jsdoc-import');
export const parser = 'tsx';
