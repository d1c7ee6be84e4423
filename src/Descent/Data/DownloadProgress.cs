namespace Descent;

/// <summary>How far a download is.</summary>
/// <param name="File">The file that is being fetched.</param>
/// <param name="Received">Bytes of it so far.</param>
/// <param name="Total">Its bytes in all, when the server tells.</param>
public readonly record struct DownloadProgress(string File, long Received, long? Total);
