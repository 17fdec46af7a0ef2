import { linked } from './linked';

const linksIn = (text: string) => linked(text).flatMap(({ text: shown, href }) => (href ? [[shown, href]] : []));

describe('the links in a text', () => {
  it('are addresses of the web and of mail', () => {
    expect(linked('See https://a.example/x?y=1#z, or mailto:b@c.example.')).toEqual([
      { text: 'See ' },
      { text: 'https://a.example/x?y=1#z', href: 'https://a.example/x?y=1#z' },
      { text: ', or ' },
      { text: 'mailto:b@c.example', href: 'mailto:b@c.example' },
      { text: '.' },
    ]);
    expect(linksIn('HTTP://A.example')).toEqual([['HTTP://A.example', 'http://a.example/']]);
    expect(linksIn('https://a.example/é/😀 x')).toHaveLength(1);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'vbscript:x', 'file:///etc', 'www.a.example'])(
    'are nothing else: %s',
    (text) => expect(linked(text)).toEqual([{ text }]),
  );

  it.each(['https://', 'http://?', 'mailto:', 'https://[', 'https://a b'.slice(0, 8)])('are whole: %s', (text) =>
    expect(linksIn(text)).toEqual([]),
  );

  it('keep the brackets that belong to them, and no others', () => {
    expect(linksIn('(https://a.example/b_(c))')).toEqual([['https://a.example/b_(c)', 'https://a.example/b_(c)']]);
    expect(linksIn('[https://a.example/].')).toEqual([['https://a.example/', 'https://a.example/']]);
    expect(linksIn('<https://a.example>"')).toEqual([['https://a.example', 'https://a.example/']]);
  });

  it('lose nothing of the text', () => {
    const text = ' a https://a.example/) b\n\nhttp://b.example?!… javascript:https://c.example ';
    expect(
      linked(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
