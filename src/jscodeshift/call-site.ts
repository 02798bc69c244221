import { jscodeshiftTransform } from './jscodeshift-transform.ts';

export default jscodeshiftTransform('javascript/call-site');
export const parser = 'tsx';
