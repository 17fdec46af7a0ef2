import { linkHeader, pageLink } from './link-header';

it('names each target with its relation', () => {
  expect(linkHeader({ next: '/a?after=3', prev: '/a?before=1' })).toBe(
    '</a?after=3>; rel="next", </a?before=1>; rel="prev"',
  );
  expect(linkHeader({ prev: '/a?before=1' })).toBe('</a?before=1>; rel="prev"');
});

it('is absent where there is nowhere to go', () => {
  expect(linkHeader({})).toBeUndefined();
});

it('keeps a value from ending its target', () => {
  expect(linkHeader({ next: pageLink('/a', { cursor: 'x>; rel="evil"' }) })).toBe(
    '</a?cursor=x%3E%3B+rel%3D%22evil%22>; rel="next"',
  );
});
