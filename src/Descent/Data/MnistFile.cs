namespace Descent;

/// <summary>One of the four files of MNIST.</summary>
/// <param name="Name">Without <c>.gz</c>.</param>
/// <param name="Bytes">Its size, uncompressed.</param>
/// <param name="Md5">The MD5 of its uncompressed content, in lower-case hexadecimal: mirrors compress differently.</param>
public sealed record MnistFile(string Name, long Bytes, string Md5);
