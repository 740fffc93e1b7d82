namespace library;

entity Books {
  key id        : UUID;
      title     : String(100) @odata.etag;
      pages     : Integer;
      published : Date;
      price     : Decimal(9, 2);
      author    : Association to Authors;
}

entity Authors {
  key code  : String(10);
      name  : String(100);
      books : Composition of many Books on books.author = $self;
}

service Library @(path: '/odata/v4/library') {
  entity Books   as projection on library.Books actions {
    action   shorten(by : Integer) returns Books;
    function halfway() returns Integer;
  };
  @cds.query.limit.max: 1
  entity Authors as projection on library.Authors;
  function longest() returns Books;
}
