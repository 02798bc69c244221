import { jscodeshiftTransform } from './jscodeshift-transform.ts';

export default jscodeshiftTransform('javascript/dynamic-import');
export const parser = 'tsx';
