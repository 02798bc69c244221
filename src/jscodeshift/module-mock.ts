import { jscodeshiftTransform } from './jscodeshift-transform.ts';

export default jscodeshiftTransform('javascript/module-mock');
export const parser = 'tsx';
