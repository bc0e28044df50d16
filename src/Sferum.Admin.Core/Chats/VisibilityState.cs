namespace Sferum.Admin.Core.Chats;

/// <summary>What the latest observation says of a person and a chat in ЭПОС «Личные сообщения».</summary>
public enum VisibilityState
{
    /// <summary>«Не проверено»: nobody looked. Never counted as missing.</summary>
    NotChecked,

    /// <summary>«Видно».</summary>
    Visible,

    /// <summary>«Не видно».</summary>
    Missing,
}
