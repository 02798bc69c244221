import { jscodeshiftTransform } from './jscodeshift-transform.ts';

export default jscodeshiftTransform('javascript/jsx-import-source');
export const parser = 'tsx';
