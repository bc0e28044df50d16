Console.Error.WriteLine("usage: sferum-bench NAME [--size N] [--database sqlite|postgres]"); return 2;
