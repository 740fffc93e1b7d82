module.exports = function () {
  this.on('shorten', 'Books', async (request) => {
    const book = await SELECT.one.from(request.subject);
    await UPDATE(request.subject).set({ pages: book.pages - request.data.by });
    return SELECT.one.from(request.subject);
  });
  this.on('halfway', 'Books', async (request) => {
    const book = await SELECT.one.from(request.subject);
    return Math.floor(book.pages / 2);
  });
  this.on('longest', () => SELECT.one.from('Library.Books').orderBy('pages desc'));
};
