import { Manager } from '@/lib/ws';

declare function inject(...values: unknown[]): any;

@inject(Manager)
export class Chat {
  @inject(Manager) manager: unknown;
  constructor(@inject(Manager) private readonly own: unknown) {}
  send(@inject(Manager) by: unknown): void {}
}
type Keys = { [Key in 'a' as Manager extends object ? Key : never]: Key };
